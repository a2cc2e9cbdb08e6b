import type pg from 'pg';
import type { Find } from './alert-row';
import type { GroupedFind } from './suppress-finds';
import { termValuesSql } from './term-values';

/**
 * The values that finds are grouped by: what the find itself says (a threshold's terms, a column of ES|QL), else what
 * its event holds. Several values of one field are one value, as a whole.
 */
export async function groupFinds(
  pool: pg.Pool,
  finds: readonly Find[],
  groupBy: readonly string[],
): Promise<readonly GroupedFind[]> {
  const known = finds.map((find) => groupBy.map((field) => saidBy(find, field)));
  const asked = groupBy.filter((_, index) => known.some((values) => values[index] === undefined));
  const events = await readValues(pool, finds, asked);
  return finds.map((find, place) => ({
    find,
    group: groupBy.map(
      (field, index) => known[place]?.[index] ?? events.get(keyOf(find))?.[asked.indexOf(field)] ?? null,
    ),
  }));
}

function saidBy({ evidence }: Find, field: string): string | undefined {
  switch (evidence?.type) {
    case 'threshold':
      return evidence.terms.find((term) => term.field === field)?.value;
    case 'aggregate': {
      const values = evidence.columns.find(({ name }) => name === field)?.values;
      return values && JSON.stringify(values);
    }
    default:
      return undefined;
  }
}

function keyOf({ eventId, eventTime }: Find): string {
  return `${eventId} ${eventTime.toISOString()}`;
}

async function readValues(
  pool: pg.Pool,
  finds: readonly Find[],
  fields: readonly string[],
): Promise<Map<string, ReadonlyArray<string | null>>> {
  if (fields.length === 0 || finds.length === 0) return new Map();
  const values: unknown[] = [
    finds.map(({ eventId }) => eventId),
    finds.map(({ eventTime }) => eventTime.toISOString()),
  ];
  const lists = fields.map((field) => {
    const part = termValuesSql(field, values.length + 1);
    values.push(...part.values);
    return `(select jsonb_agg(value order by value)::text from (${part.text}) as v)`;
  });
  const { rows } = await pool.query<{
    event_id: string;
    event_time: Date;
    lists: ReadonlyArray<string | null>;
  }>(
    `select event_id, event_time, array[${lists.join(', ')}] as lists
       from event join unnest($1::uuid[], $2::timestamptz[]) as found (event_id, event_time)
            using (event_id, event_time)`,
    values,
  );
  return new Map(rows.map((row) => [`${row.event_id} ${row.event_time.toISOString()}`, row.lists]));
}
