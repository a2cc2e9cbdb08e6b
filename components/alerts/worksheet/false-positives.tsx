import type { Worksheet } from '@/lib/investigate/schemas';
import { Section } from '../../layout/section';
import { Button } from '../../ui/button';
import { Markdown } from './markdown';

interface FalsePositivesProps {
  readonly items: Worksheet['falsePositives'];
  readonly canClose: boolean;
  /** Opens the closing dialog with this as the note. */
  readonly onExplain: (note: string) => void;
}

export function FalsePositives({ items, canClose, onExplain }: FalsePositivesProps) {
  return (
    <Section title="False positives">
      {items.length === 0 ? (
        <p className="text-muted-foreground">This rule names no usual false positives.</p>
      ) : (
        <ul className="flex flex-col gap-3">
          {items.map(({ id, title, body }) => (
            <li key={id} className="flex items-start gap-3">
              <div className="flex min-w-0 flex-1 flex-col gap-1">
                <h3 className="font-medium">{title}</h3>
                <Markdown className="text-muted-foreground">{body}</Markdown>
              </div>
              <Button
                variant="outline"
                size="sm"
                disabled={!canClose}
                className="font-normal"
                onClick={() => onExplain(`${title}: `)}
              >
                This explains it<span className="sr-only">: {title}</span>
              </Button>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}
