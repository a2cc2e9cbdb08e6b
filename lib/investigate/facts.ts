import type { AlertDetail } from '../alerts/schemas';
import type { Database } from '../db/client';
import { type EcsEvent, fieldStrings } from '../ecs';
import { fieldIs } from '../kql';
import { DAY_MS, HOUR_MS } from '../time';
import { anyOf } from './evidence';
import type { AgentCard, Finding, IdentityCard, SourceCard } from './schemas';

/** What the probes of one alert look at. */
export interface Facts {
  readonly db: Database;
  readonly alert: AlertDetail;
  readonly ecs: EcsEvent;
  readonly at: Date;
  readonly identity: IdentityCard;
  readonly source: SourceCard;
  readonly agent: AgentCard;
}

/** Answers one step of a guide from the data; null where the alert gives it nothing to go by. */
export type Probe = (facts: Facts) => Promise<Finding | null>;

/** The rule's own window, and the stretch around an alert that its story usually lies in. */
export const LOOK_BACK_MS = 14 * DAY_MS;
export const AROUND_MS = HOUR_MS;

export const USER_DATA_READ =
  'event.action: DescribeInstanceAttribute and aws.cloudtrail.flattened.request_parameters.attribute: userData';

export function before(at: Date, ms: number): { readonly from: Date; readonly to: Date } {
  return { from: new Date(at.getTime() - ms), to: at };
}

/** From just after the alert's own event: the instant itself is the event under question. */
export function after(at: Date, ms: number): { readonly from: Date; readonly to: Date } {
  return { from: new Date(at.getTime() + 1), to: new Date(at.getTime() + ms) };
}

export function byPrincipal({ alert }: Facts): string | null {
  return alert.principalArn && fieldIs('aws.cloudtrail.user_identity.arn', alert.principalArn);
}

export function byKey({ alert }: Facts): string | null {
  return alert.accessKeyId && fieldIs('aws.cloudtrail.user_identity.access_key_id', alert.accessKeyId);
}

export function byAddress({ alert, source }: Facts): string | null {
  // A service's host or AWS itself is no one's address.
  const isOwn = source.kind === 'public' || source.kind === 'private';
  return alert.sourceAddress && isOwn ? fieldIs('source.address', alert.sourceAddress) : null;
}

/** Anything by the same principal, key or address; null when the record names none of them. */
export function bySame(facts: Facts): string | null {
  const parts = [byPrincipal(facts), byKey(facts), byAddress(facts)];
  return parts.some((part) => part !== null) ? anyOf(parts) : null;
}

export function onInstance({ alert, ecs }: Facts): string | null {
  const instance = alert.resource;
  return instance && fieldStrings(ecs, 'related.hosts').includes(instance)
    ? fieldIs('related.hosts', instance)
    : null;
}
