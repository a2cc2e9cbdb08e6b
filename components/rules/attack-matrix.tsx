import Link from 'next/link';
import { formatCount, formatNumber } from '@/lib/format';
import type { AttackCoverage, CoveredTactic, CoveredTechnique } from '@/lib/rules/attack-coverage';
import { PanelMessage } from '../layout/panel-message';
import { cn } from '../ui/cn';
import { ScrollRegion } from '../ui/scroll-region';
import { techniqueAddress } from './search-params';

/** What the rules look for, as the matrix people know: a column per tactic, a cell per technique. */
export function AttackMatrix({ coverage: { tactics, uncovered } }: { readonly coverage: AttackCoverage }) {
  if (tactics.length === 0) return <PanelMessage title="No rule names a tactic of ATT&CK" />;
  return (
    <>
      <div className="flex shrink-0 flex-wrap items-baseline gap-x-4 gap-y-1 border-b px-4 py-2">
        <h1 className="font-semibold">MITRE ATT&amp;CK coverage</h1>
        <p className="text-muted-foreground">
          Rules enabled of all. {uncovered.length > 0 && `No rule for: ${uncovered.join(', ')}.`}
        </p>
        <Legend />
      </div>
      <ScrollRegion label="Tactics and their techniques" className="min-h-0 flex-1 px-4 py-3">
        <ul className="grid auto-cols-[minmax(6.25rem,1fr)] grid-flow-col gap-1">
          {tactics.map((tactic) => (
            <li key={tactic.id}>
              <Tactic tactic={tactic} />
            </li>
          ))}
        </ul>
      </ScrollRegion>
    </>
  );
}

function Tactic({ tactic }: { readonly tactic: CoveredTactic }) {
  return (
    <>
      <div className="mb-1.5 flex h-14 flex-col border-b pb-1">
        <h2 className="text-xs font-semibold">{tactic.name}</h2>
        <p className="mt-auto text-xs text-muted-foreground">
          {formatNumber(tactic.enabled)} of {formatCount(tactic.rules, 'rule')}
        </p>
      </div>
      <ul className="flex flex-col gap-1">
        {tactic.techniques.map((technique) => (
          <li key={technique.id}>
            <Technique technique={technique} />
          </li>
        ))}
      </ul>
    </>
  );
}

function Technique({ technique }: { readonly technique: CoveredTechnique }) {
  const { id, name, rules, enabled, alerts } = technique;
  return (
    <Link
      href={techniqueAddress(id)}
      prefetch={false}
      className={cn('flex flex-col rounded-sm border px-2 py-1 text-xs hover:border-input', shade(enabled))}
    >
      <span className="break-words hyphens-auto">{name}</span>
      <span className="font-mono">{id}</span>
      <span>
        {formatNumber(enabled)} of {formatCount(rules, 'rule')}
      </span>
      {alerts > 0 && <span>{formatCount(alerts, 'alert')}</span>}
    </Link>
  );
}

/** The more enabled rules, the fuller the colour; the cell's words say the same. */
function shade(enabled: number): string {
  if (enabled === 0) return 'border-dashed border-border-strong text-muted-foreground';
  if (enabled === 1) return 'border-primary/40 bg-primary/15';
  return 'border-primary/60 bg-primary/35';
}

const LEGEND = [
  { enabled: 0, word: 'none enabled' },
  { enabled: 1, word: '1 enabled' },
  { enabled: 2, word: '2 or more' },
] as const;

function Legend() {
  return (
    <ul aria-label="Colours" className="ml-auto flex gap-3 self-center text-xs text-muted-foreground">
      {LEGEND.map(({ enabled, word }) => (
        <li key={enabled} className="flex items-center gap-1.5">
          <span aria-hidden className={cn('size-3 rounded-sm border', shade(enabled))} />
          {word}
        </li>
      ))}
    </ul>
  );
}
