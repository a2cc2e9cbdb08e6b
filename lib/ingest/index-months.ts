import type pg from 'pg';
import { withTransaction } from '../db/with-transaction';

/** Secondary indexes of every partition of `event`: name ending and what stands behind `on <partition>`. */
const INDEXES: ReadonlyArray<readonly [ending: string, definition: string]> = [
  ['time', '(event_time)'],
  ['action', '(event_action, event_time)'],
  ['arn', '(user_identity_arn, event_time)'],
  ['key', '(access_key_id, event_time)'],
  ['source', '(source_address, event_time)'],
  ['hosts', 'using gin (related_hosts)'],
];

/** Columns whose statistics decide plans; the others are left to autovacuum. */
const ANALYZED =
  'event_time, event_action, user_identity_arn, access_key_id, source_address, event_provider, lacks';

/** Partitions that still miss one of their indexes, by what they miss. */
async function missing(
  pool: pg.Pool,
): Promise<Array<{ partition: string; ending: string; definition: string }>> {
  const { rows } = await pool.query<{ partition: string; ending: string }>(
    `select part.relname as partition, wanted.ending
       from pg_inherits
       join pg_class part on part.oid = inhrelid
       cross join unnest($1::text[]) as wanted (ending)
      where inhparent = 'event'::regclass
        and to_regclass('event_store.' || part.relname || '_' || wanted.ending) is null
      order by 1`,
    [INDEXES.map(([ending]) => ending)],
  );
  return rows.map(({ partition, ending }) => {
    const index = INDEXES.find(([name]) => name === ending);
    if (!index) throw new Error(`No index ends in ${ending}.`);
    return { partition, ending, definition: index[1] };
  });
}

/** Indexes built side by side: each reads the whole month and sorts it, on one core. */
const BUILT_AT_ONCE = 2;

/**
 * Builds the secondary indexes that partitions of `event` do not have yet: a month that starts empty is loaded
 * without them, and building them afterwards costs a third of keeping them up row by row. Called when an ingest ends;
 * what an interruption left unbuilt is built by the next.
 */
export async function indexMonths(pool: pg.Pool): Promise<void> {
  if ((await missing(pool)).length === 0) return;
  await withTransaction(pool, async (client) => {
    await client.query("select pg_advisory_xact_lock(hashtext('event_store.index_months'))");
    const left = await missing(pool);
    const built = new Set(left.map(({ partition }) => partition));
    const next = left.values();
    const build = async () => {
      for (const { partition, ending, definition } of next) {
        // Both names come from the catalog and from the list above, never from a log.
        await pool.query(
          `create index if not exists ${partition}_${ending} on event_store.${partition} ${definition}`,
        );
      }
    };
    await Promise.all(Array.from({ length: BUILT_AT_ONCE }, build));
    // Without it the first queries after a load are planned for an empty table.
    for (const partition of built) await pool.query(`analyze event_store.${partition} (${ANALYZED})`);
  });
}
