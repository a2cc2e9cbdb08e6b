import type { EcsEvent } from '../ecs';

type Fields<Prefix extends string> = Partial<Pick<EcsEvent, Extract<keyof EcsEvent, `${Prefix}.${string}`>>>;

/** Look-ups that need data from outside the record. Neither may throw; both are called once per event. */
export interface Enrich {
  /** `source.geo.*` and `source.as.*` of an IP literal; null for private and unknown addresses. */
  geo(ip: string): Fields<'source.geo' | 'source.as'> | null;
  /** `user_agent.*` apart from the original string; null when nothing is known. */
  agent(userAgent: string): Fields<'user_agent'> | null;
}

/** Adds nothing: for tests and for tools that only want what the record itself says. */
export const NO_ENRICH: Enrich = { geo: () => null, agent: () => null };
