import type pg from 'pg';
import type { KqlSql } from '../kql/to-sql';
import { eligibleSql } from './eligible';
import type { EvaluationRange } from './range';

/** Events of the range that match, whatever is made of them. */
export async function countMatching(
  pool: pg.Pool,
  condition: KqlSql,
  needed: readonly string[],
  { from, to }: EvaluationRange,
): Promise<number> {
  const values: unknown[] = [...condition.values];
  const fields = `$${values.push(needed)}::text[]`;
  const start = `$${values.push(from)}::timestamptz`;
  const end = `$${values.push(to)}::timestamptz`;
  const { rows } = await pool.query<{ events: number }>(
    `select count(*) as events from event
      where (${condition.text}) and ${eligibleSql(fields)}
        and (${start} is null or event_time >= ${start}) and (${end} is null or event_time < ${end})`,
    values,
  );
  return rows[0]?.events ?? 0;
}
