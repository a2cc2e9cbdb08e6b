import { assertCan } from '../auth/permissions';
import type { Context } from '../db/context';
import { DAY_MS } from '../time';
import type { LaneKey } from './schemas';
import { LANES, loadSubject } from './subject';

/** Related events by lane within 14 days around the alert: the counts behind the timeline. */
const AROUND_MS = 14 * DAY_MS;

export type Related = Readonly<Record<LaneKey, { readonly value: string | null; readonly events: number }>>;

export async function getRelated({
  ctx,
  input,
}: {
  ctx: Context;
  input: { readonly alertId: string };
}): Promise<Related> {
  assertCan(ctx.actor, 'read');
  const subject = await loadSubject(ctx.db, input.alertId);
  const at = subject.eventTime.getTime();
  const range = [new Date(at - AROUND_MS), new Date(at + AROUND_MS)];
  const count = async (key: LaneKey) => {
    const value = subject[key];
    if (value === null) return { value, events: 0 };
    const { rows } = await ctx.db.pool.query<{ events: number }>(
      `select count(*) as events from event where ${LANES[key].sql} and event_time between $2 and $3`,
      [value, ...range],
    );
    return { value, events: rows[0]?.events ?? 0 };
  };
  const [principal, access_key, source_address, instance] = await Promise.all([
    count('principal'),
    count('access_key'),
    count('source_address'),
    count('instance'),
  ]);
  return { principal, access_key, source_address, instance };
}
