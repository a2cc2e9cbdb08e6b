import type { Database } from '@/lib/db/client';
import { parseEsql } from '@/lib/esql';
import { esqlToSql } from '@/lib/esql/to-sql';

export interface EsqlRow {
  /** The query's own columns, by the names it gives them. */
  readonly columns: Readonly<Record<string, unknown>>;
  readonly eventCount: string;
  readonly eventId: string | null;
  readonly eventTime: Date | null;
  readonly firstEventTime: Date | null;
  /** Null for rows that stand for single events. */
  readonly eventIds: readonly string[] | null;
  readonly eventTimes: readonly Date[] | null;
}

interface Options {
  readonly now?: string;
  readonly source?: string;
}

/** Runs a query the way a rule's execution does, and tells its rows. */
export async function runEsql(db: Database, query: string, options: Options = {}): Promise<EsqlRow[]> {
  const { now = '2024-05-01T12:00:00Z', source = 'event' } = options;
  const result = parseEsql(query);
  if (!result.ok) throw new Error(`${result.message}\n${result.excerpt}`);
  const { text, values, columns } = esqlToSql(result.ast, { source, now: '$1::timestamptz', startIndex: 2 });
  // The clock's parameter is there whether or not the query asks for it.
  const statement = `select found.* from (select $1::timestamptz) as clock cross join lateral (${text}) as found`;
  const { rows } = await db.pool.query(statement, [now, ...values]);
  return rows.map((row) => ({
    columns: Object.fromEntries(columns.map(({ name, sqlName }) => [name, row[sqlName]])),
    eventCount: row.event_count,
    eventId: row.event_id,
    eventTime: row.event_time,
    firstEventTime: row.first_event_time,
    eventIds: row.event_ids ?? null,
    eventTimes: row.event_times ?? null,
  }));
}

/** Only the query's own columns. */
export async function esqlColumns(
  db: Database,
  query: string,
  options: Options = {},
): Promise<Array<Readonly<Record<string, unknown>>>> {
  return (await runEsql(db, query, options)).map(({ columns }) => columns);
}
