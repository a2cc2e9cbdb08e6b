import type { Database } from '../db/client';
import { type EcsEvent, fieldStrings } from '../ecs';
import { describeAgent } from '../enrich/agent';
import type { AgentCard } from './schemas';

const OTHERS_MAX = 8;
const NO_AGENT = 'no user agent';

/** How often the principal used each agent, by the name people know it by. */
async function agentsOf(db: Database, arn: string): Promise<Map<string, number>> {
  const { rows } = await db.pool.query<{ agent: string | null; events: number }>(
    'select user_agent_original as agent, count(*) as events from event where user_identity_arn = $1 group by 1',
    [arn],
  );
  const byName = new Map<string, number>();
  for (const { agent, events } of rows) {
    const name = agent === null ? NO_AGENT : describeAgent(agent).name;
    byName.set(name, (byName.get(name) ?? 0) + events);
  }
  return byName;
}

/** With which tool, named for people, and how common it is for this principal. */
export async function getAgent(db: Database, ecs: EcsEvent): Promise<AgentCard> {
  const original = fieldStrings(ecs, 'user_agent.original')[0] ?? null;
  const arn = fieldStrings(ecs, 'aws.cloudtrail.user_identity.arn')[0];
  const described = original === null ? null : describeAgent(original);
  const name = described?.name ?? NO_AGENT;
  const agents = arn ? await agentsOf(db, arn) : new Map<string, number>();
  const others = [...agents]
    .map(([other, events]) => ({ name: other, events, same: other === name }))
    .sort((a, b) => b.events - a.events);
  return {
    original,
    name,
    kind: described?.kind ?? 'unknown',
    note: described?.note ?? null,
    details: described?.details ?? [],
    principalEvents: others.reduce((sum, { events }) => sum + events, 0),
    sameAgentEvents: agents.get(name) ?? 0,
    others: others.slice(0, OTHERS_MAX),
  };
}
