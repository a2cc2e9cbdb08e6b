import type { RuleDetail } from '@/lib/rules/schemas';
import { Absent } from '../ui/absent';
import { ExternalLink } from '../ui/external-link';

export function ThreatList({ threat }: { readonly threat: RuleDetail['threat'] }) {
  if (threat.length === 0) return <Absent>not mapped</Absent>;
  return (
    <ul className="flex flex-col gap-2">
      {threat.map(({ tactic, techniques }) => (
        <li key={tactic.id} className="py-0.5">
          <ExternalLink href={tactic.reference} className="font-medium">
            {tactic.name} <span className="font-mono text-xs">{tactic.id}</span>
          </ExternalLink>
          <ul className="pl-4">
            {techniques.map((technique) => (
              <li key={technique.id} className="py-0.5">
                <ExternalLink href={technique.reference}>
                  {technique.name} <span className="font-mono text-xs">{technique.id}</span>
                </ExternalLink>
              </li>
            ))}
          </ul>
        </li>
      ))}
    </ul>
  );
}
