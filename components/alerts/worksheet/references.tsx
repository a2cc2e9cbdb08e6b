import type { Worksheet } from '@/lib/investigate/schemas';
import { Section } from '../../layout/section';
import { ExternalLink } from '../../ui/external-link';

export function References({ rule }: { readonly rule: Worksheet['rule'] }) {
  return (
    <Section title="References">
      <ul className="flex flex-col gap-1">
        {rule.references.map((url) => (
          <li key={url}>
            <ExternalLink href={url}>{url.replace(/^https?:\/\//, '')}</ExternalLink>
          </li>
        ))}
        {rule.references.length === 0 && <li className="text-muted-foreground">This rule names none.</li>}
      </ul>
    </Section>
  );
}

/** Tactics and techniques, linked to MITRE's own pages. */
export function AttackTechniques({ rule }: { readonly rule: Worksheet['rule'] }) {
  return (
    <Section title="MITRE ATT&CK">
      <ul className="flex flex-col gap-1">
        {rule.threat.map(({ tactic, techniques }) => (
          <li key={tactic.id} className="flex flex-wrap gap-x-2">
            <ExternalLink href={tactic.reference}>
              {tactic.name} <span className="font-mono text-xs">{tactic.id}</span>
            </ExternalLink>
            {techniques.map(({ id, name, reference }) => (
              <span key={id}>
                <span aria-hidden className="mr-2 text-muted-foreground">
                  ›
                </span>
                <ExternalLink href={reference}>
                  {name} <span className="font-mono text-xs">{id}</span>
                </ExternalLink>
              </span>
            ))}
          </li>
        ))}
        {rule.threat.length === 0 && <li className="text-muted-foreground">This rule names no technique.</li>}
      </ul>
    </Section>
  );
}
