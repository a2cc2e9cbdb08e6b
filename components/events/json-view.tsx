import { CopyButton } from '../ui/copy-button';
import { ScrollRegion } from '../ui/scroll-region';

interface JsonViewProps {
  readonly text: string;
  /** `Copy ECS document`. */
  readonly copyLabel: string;
  /** Names the scrollable region. */
  readonly label: string;
}

export function JsonView({ text, copyLabel, label }: JsonViewProps) {
  return (
    <div className="relative flex min-h-0 flex-1 flex-col">
      <CopyButton value={text} label={copyLabel} className="absolute top-3 right-4" />
      <ScrollRegion label={label} className="min-h-0 flex-1 px-4 py-4">
        <pre className="pr-40 wrap-anywhere whitespace-pre-wrap">
          <code>{text}</code>
        </pre>
      </ScrollRegion>
    </div>
  );
}
