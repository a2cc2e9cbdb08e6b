import { formatNumber, formatUtc } from '@/lib/format';
import type { SourceRow } from '@/lib/sources/schemas';

/** Messages and objects that nothing could be made of: why, and what they said. */
export function PoisonList({ source: { poison, poisonTotal } }: { readonly source: SourceRow }) {
  return (
    <details>
      <summary className="w-fit cursor-pointer text-muted-foreground hover:text-foreground">
        {formatNumber(poisonTotal)} set aside
        {poisonTotal > poison.length && `, the newest ${formatNumber(poison.length)} here`}
      </summary>
      <ul className="flex flex-col gap-2 pt-2 pl-4">
        {poison.map(({ messageId, reason, receivedAt, tries, body }) => (
          <li key={`${messageId} ${receivedAt}`}>
            <p className="wrap-anywhere">
              {formatUtc(receivedAt)}, tried {formatNumber(tries)} times: {reason}
            </p>
            <p className="font-mono text-xs text-muted-foreground wrap-anywhere">{messageId}</p>
            <pre className="max-h-32 overflow-y-auto wrap-anywhere whitespace-pre-wrap">{body}</pre>
          </li>
        ))}
      </ul>
    </details>
  );
}
