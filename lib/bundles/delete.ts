import type pg from 'pg';
import { insertAudit } from '../audit/insert';
import { assertCan } from '../auth/permissions';
import type { Context } from '../db/context';
import { withTransaction } from '../db/with-transaction';
import { notFound } from '../errors';
import { handOver, planDeletion, removeBundle } from './deletion-plan';
import { whileDeleting } from './evidence-lock';
import type { BundleInput, DeletionResult } from './schemas';

/**
 * Settles records of other bundles anew, as reading them for the first time would: the records in `replay_place` and
 * all records of the members in `heir` (see deletion-plan), in the order in which they came, and counts them. Given
 * by the caller, since reading stands above bundles.
 */
export type ReplayRecords = (client: pg.PoolClient) => Promise<void>;

/** What became of the events in `gone`. The bounds let PostgreSQL leave out the partitions of other months. */
async function countGone(client: pg.PoolClient): Promise<DeletionResult['events']> {
  const { rows } = await client.query<DeletionResult['events']>(
    `select count(*) filter (where event.event_id is null) as removed,
            count(*) filter (where event.record_hash = gone.record_hash) as kept,
            count(*) filter (where event.record_hash <> gone.record_hash) as replaced
       from gone
       left join (select event_id, event_time, record_hash from event
                   where event_time >= (select min(event_time) from gone)
                     and event_time <= (select max(event_time) from gone)) event
         on event.event_id = gone.event_id and event.event_time = gone.event_time`,
  );
  return rows[0] ?? { removed: 0, kept: 0, replaced: 0 };
}

/** Marks alerts whose source is gone, and takes back that an event that is gone superseded one. */
async function markAlerts(client: pg.PoolClient): Promise<DeletionResult['alerts']> {
  const isGone = (id: string, time: string) =>
    `exists (select from gone where gone.event_id = ${id} and gone.event_time = ${time})
     and not exists (select from event where event.event_id = ${id} and event.event_time = ${time})`;
  await client.query('create index on gone (event_id)');
  const source = await client.query(
    `update alert set source_deleted_at = now(), updated_at = now()
      where source_deleted_at is null and ${isGone('alert.event_id', 'alert.event_time')}`,
  );
  const superseded = await client.query(
    `update alert set superseded_by_id = null, superseded_by_time = null, updated_at = now()
      where superseded_by_id is not null
        and ${isGone('alert.superseded_by_id', 'alert.superseded_by_time')}`,
  );
  return { sourceRemoved: source.rowCount ?? 0, superseded: superseded.rowCount ?? 0 };
}

/**
 * Deletes a bundle and leaves what would be there had it never come: records that other bundles hold as well become
 * theirs, with everything that follows (events, conflicts, counts, hours). Alerts stay; those whose event is gone
 * are marked. In one transaction: an interruption leaves the bundle as it was. The rules have to be evaluated again
 * afterwards.
 *
 * Refused while any bundle is being read.
 */
export async function deleteBundle({
  ctx,
  input: { id },
  replay,
}: {
  ctx: Context;
  input: BundleInput;
  replay: ReplayRecords;
}): Promise<DeletionResult> {
  assertCan(ctx.actor, 'manage_bundles');
  return whileDeleting(ctx.db, () =>
    withTransaction(ctx.db.pool, async (client) => {
      const found = await client.query<{ name: string; members: number }>(
        `select name, (select count(*) from bundle_member where bundle_id = bundle.id) as members
           from bundle where id = $1 for update`,
        [id],
      );
      const [bundle] = found.rows;
      if (!bundle) throw notFound('bundle', id);
      const conflicts = await planDeletion(client, id);
      const handedOver = await handOver(client);
      await removeBundle(client, id);
      await replay(client);
      const result: DeletionResult = {
        bundleId: id,
        name: bundle.name,
        events: await countGone(client),
        conflicts,
        members: { removed: bundle.members - handedOver, handedOver },
        alerts: await markAlerts(client),
      };
      const { events, members, alerts } = result;
      await insertAudit(client, ctx.actor, {
        action: 'bundle.delete',
        target: { type: 'bundle', id: String(id) },
        before: { name: bundle.name },
        after: { events: { ...events }, conflicts, members: { ...members }, alerts: { ...alerts } },
      });
      return result;
    }),
  );
}
