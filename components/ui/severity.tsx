import type { Severity } from '@/lib/ecs';
import { cn } from './cn';
import { keysOf } from './keys-of';

const MARKS = {
  low: { word: 'Low', bars: 1, color: 'text-severity-low' },
  medium: { word: 'Medium', bars: 2, color: 'text-severity-medium' },
  high: { word: 'High', bars: 3, color: 'text-severity-high' },
  critical: { word: 'Critical', bars: 4, color: 'text-severity-critical' },
} as const satisfies Record<Severity, { word: string; bars: number; color: string }>;

/** Least first. */
export const SEVERITIES: readonly Severity[] = keysOf(MARKS);

interface SeverityLabelProps {
  readonly severity: Severity;
  /** Elastic's risk score, shown after the word. */
  readonly riskScore?: number;
  readonly className?: string;
}

/** Word, shape and colour: rising bars read without colour, the word without either. */
export function SeverityLabel({ severity, riskScore, className }: SeverityLabelProps) {
  return (
    <span className={cn('inline-flex items-center gap-1.5 whitespace-nowrap', className)}>
      <SeverityMark severity={severity} />
      <span>
        {MARKS[severity].word}
        {riskScore !== undefined && <span className="ml-1 text-muted-foreground">{riskScore}</span>}
      </span>
    </span>
  );
}

const BARS = [1, 2, 3, 4];

export function SeverityMark({
  severity,
  className,
}: {
  readonly severity: Severity;
  readonly className?: string;
}) {
  const { bars, color } = MARKS[severity];
  return (
    <svg viewBox="0 0 14 12" aria-hidden="true" className={cn('h-3 w-3.5 shrink-0', color, className)}>
      {BARS.map((bar) => (
        <rect
          key={bar}
          x={(bar - 1) * 3.5}
          y={12 - bar * 3}
          width={2.5}
          height={bar * 3}
          rx={0.5}
          fill="currentColor"
          opacity={bar <= bars ? 1 : 0.25}
        />
      ))}
    </svg>
  );
}

export function severityWord(severity: Severity): string {
  return MARKS[severity].word;
}
