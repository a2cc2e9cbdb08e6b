import { MARKS, type MarkKind, markPath } from '@/lib/charts';

interface MarkGlyphProps {
  readonly kind: MarkKind;
  readonly className?: string;
}

/** A chart mark in running text or a table; the word beside it says the same. */
export function MarkGlyph({ kind, className }: MarkGlyphProps) {
  const { shape, color } = MARKS[kind];
  return (
    <svg viewBox="-7 -7 14 14" width={12} height={12} aria-hidden="true" className={className}>
      <path d={markPath(shape, 5)} fill={color} />
    </svg>
  );
}

export function MarkLegend({ kinds }: { readonly kinds: readonly MarkKind[] }) {
  return (
    <ul aria-label="Legend" className="flex items-center gap-3 text-xs text-muted-foreground">
      {kinds.map((kind) => (
        <li key={kind} className="flex items-center gap-1">
          <MarkGlyph kind={kind} />
          {MARKS[kind].label}
        </li>
      ))}
    </ul>
  );
}
