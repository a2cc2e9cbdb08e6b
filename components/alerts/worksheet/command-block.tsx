import { TriangleAlert } from 'lucide-react';
import type { GuideCommandText } from '@/lib/investigate/schemas';
import { CopyButton } from '../../ui/copy-button';

/** How `fillTemplate` leaves what the alert cannot fill in. */
const PLACEHOLDER = /(REPLACE_WITH_[A-Z0-9_]+)/;

/** A command to copy. What the record could not fill in stays visible and is named. */
export function CommandBlock({ command: { label, text, missing } }: { readonly command: GuideCommandText }) {
  return (
    <figure className="min-w-0 break-inside-avoid border bg-panel">
      {label && <figcaption className="border-b px-2 py-1 text-xs">{label}</figcaption>}
      <div className="flex items-start gap-2">
        <pre className="min-w-0 flex-1 p-2 break-words whitespace-pre-wrap">
          <code>{marked(text)}</code>
        </pre>
        <CopyButton value={text} label="Copy" variant="ghost" className="m-1 font-normal" />
      </div>
      {missing.length > 0 && (
        <p className="flex items-center gap-1.5 border-t px-2 py-1 text-xs text-warning">
          <TriangleAlert aria-hidden className="size-3.5 shrink-0" />
          Fill in yourself, this record does not say: {missing.join(', ')}
        </p>
      )}
    </figure>
  );
}

function marked(text: string) {
  return text.split(PLACEHOLDER).map((part, at) =>
    // Splitting by one group puts the placeholders at the odd places.
    // biome-ignore lint/suspicious/noArrayIndexKey: parts of a fixed text have no other identity
    at % 2 === 1 ? <mark key={at}>{part}</mark> : part,
  );
}
