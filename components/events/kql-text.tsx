import { type KqlToken, tokenizeKql } from '@/lib/kql';
import { cn } from '../ui/cn';

const COLORS = {
  field: 'text-link',
  value: 'text-foreground',
  keyword: 'font-medium text-chart-purple',
  operator: 'text-muted-foreground',
  bracket: 'text-muted-foreground',
} as const satisfies Record<KqlToken['kind'], string>;

/** A query as people read it: its own line breaks kept, its parts told apart. */
export function KqlText({ query, className }: { readonly query: string; readonly className?: string }) {
  return (
    <pre className={cn('overflow-x-auto whitespace-pre-wrap', className)}>
      <code>
        {toPieces(query).map(({ text, kind, start }) => (
          <span key={start} className={kind ? COLORS[kind] : undefined}>
            {text}
          </span>
        ))}
      </code>
    </pre>
  );
}

interface Piece {
  readonly text: string;
  readonly kind: KqlToken['kind'] | null;
  readonly start: number;
}

function toPieces(query: string): Piece[] {
  const pieces: Piece[] = [];
  let at = 0;
  for (const { kind, start, end } of tokenizeKql(query)) {
    if (start > at) pieces.push({ text: query.slice(at, start), kind: null, start: at });
    pieces.push({ text: query.slice(start, end), kind, start });
    at = end;
  }
  if (at < query.length) pieces.push({ text: query.slice(at), kind: null, start: at });
  return pieces;
}
