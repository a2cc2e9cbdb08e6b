import type pg from 'pg';

const CHECK_VIOLATION = '23514';
const FIRST_YEAR = 2005;
const LAST_YEAR = 2100;

/** `2023-07-10T…` → `2023-07`; null for a time that no AWS trail can have, which the default partition takes. */
export function partitionMonth(iso: string): string | null {
  const year = Number(iso.slice(0, 4));
  return year >= FIRST_YEAR && year <= LAST_YEAR && iso[4] === '-' ? iso.slice(0, 7) : null;
}

/** PostgreSQL would pack every row above 2 kB, which costs more than reading it did; only giants are worth it. */
const UNPACKED_ROW_BYTES = 8160;

/** Months each pool has seen to exist: making a partition locks `event`, asking must not. */
const known = new WeakMap<pg.Pool, Set<string>>();

async function exists(pool: pg.Pool, name: string): Promise<boolean> {
  const { rows } = await pool.query<{ found: boolean }>('select to_regclass($1) is not null as found', [
    `event_store.${name}`,
  ]);
  return rows[0]?.found ?? false;
}

/**
 * Makes the monthly partitions of `event` that do not exist yet. A month whose events already lie in the default
 * partition stays there (PostgreSQL refuses the split, and nothing is lost by it).
 */
export async function ensureMonths(pool: pg.Pool, months: ReadonlySet<string>): Promise<void> {
  const seen = known.get(pool) ?? new Set<string>();
  known.set(pool, seen);
  for (const month of months) {
    const name = `event_${month.replace('-', '_')}`;
    if (seen.has(month)) continue;
    if (!(await exists(pool, name))) await createMonth(pool, month, name);
    seen.add(month);
  }
}

async function createMonth(pool: pg.Pool, month: string, name: string): Promise<void> {
  const start = new Date(`${month}-01T00:00:00Z`);
  const end = new Date(Date.UTC(start.getUTCFullYear(), start.getUTCMonth() + 1, 1));
  const client = await pool.connect();
  try {
    await client.query('begin');
    await client.query("select pg_advisory_xact_lock(hashtext('event_store.ensure_months'))");
    // The name and the bounds come from digits that partitionMonth checked.
    await client.query(
      `create table if not exists event_store.${name} partition of event
         for values from ('${start.toISOString()}') to ('${end.toISOString()}')
         with (toast_tuple_target = ${UNPACKED_ROW_BYTES})`,
    );
    await client.query('commit');
  } catch (error) {
    await client.query('rollback');
    if ((error as pg.DatabaseError).code !== CHECK_VIOLATION) throw error;
  } finally {
    client.release();
  }
}
