import { toShares } from '@/lib/charts';
import { formatNumber } from '@/lib/format';
import type { AgentCard, IdentityCard } from '@/lib/investigate/schemas';
import { fieldIs } from '@/lib/kql';
import { ShareBars } from '../../charts/share-bars';
import { Section } from '../../layout/section';
import { Absent } from '../../ui/absent';
import { CopyButton } from '../../ui/copy-button';
import { TextLink } from '../../ui/text-link';
import { allOf, eventsHref } from './event-links';
import { Fact, Facts } from './facts';
import { showUnseen } from './unseen-characters';

interface WithProps {
  readonly agent: AgentCard;
  readonly identity: IdentityCard;
}

export function With({ agent, identity }: WithProps) {
  const { original, principalEvents, sameAgentEvents } = agent;
  return (
    <Section title="With">
      <Facts>
        <Fact label="Tool">
          <span className="font-medium">{showUnseen(agent.name)}</span>
          <span className="text-muted-foreground">{agent.kind.replaceAll('-', ' ')}</span>
        </Fact>
        {agent.details.map(({ label, value }) => (
          <Fact key={label} label={label}>
            <span className="min-w-0 break-words">{showUnseen(value)}</span>
          </Fact>
        ))}
        <Fact label="As sent">
          {original === null ? (
            <Absent>no user agent in this record</Absent>
          ) : (
            <span className="flex w-full items-start gap-1">
              <code className="min-w-0 flex-1 py-0.5 break-all">{showUnseen(original)}</code>
              <CopyButton
                value={original}
                label="Copy"
                variant="ghost"
                className="h-5 px-1 text-xs font-normal"
              />
            </span>
          )}
        </Fact>
        {original !== null && (
          <Fact label="Used for">
            <span>
              <TextLink href={sameAgentHref(original, identity)}>{formatNumber(sameAgentEvents)}</TextLink> of{' '}
              {formatNumber(principalEvents)} calls of this principal
            </span>
          </Fact>
        )}
      </Facts>
      <div className="mt-3">
        <h3 className="mb-1 text-xs text-muted-foreground">Tools of this principal</h3>
        <ShareBars
          label="Tools of this principal"
          shares={toShares(allAgents(agent), principalEvents)}
          keyOf={({ name }) => name}
          nameOf={({ name }) => <span title={name}>{name}</span>}
          isSame={({ same }) => same}
        />
      </div>
    </Section>
  );
}

function allAgents({ name, sameAgentEvents, others }: AgentCard): AgentCard['others'] {
  return others.some(({ same }) => same)
    ? others
    : [{ name, events: sameAgentEvents, same: true }, ...others];
}

function sameAgentHref(original: string, { arn }: IdentityCard): string {
  const agent = fieldIs('user_agent.original', original);
  return eventsHref(arn ? allOf(fieldIs('aws.cloudtrail.user_identity.arn', arn), agent) : agent);
}
