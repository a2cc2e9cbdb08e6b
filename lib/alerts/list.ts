import { z } from 'zod';
import { assertCan } from '../auth/permissions';
import type { Context } from '../db/context';
import { AppError } from '../errors';
import { type AlertRecord, filterSql, ROW_COLUMNS, STATUS_RANK, toAlertRow } from './internal';
import { type AlertPage, type AlertSort, ListAlertsInput } from './schemas';

/** What each sort orders by, before time and id, which make the order total. */
const SORT_KEY = {
  status: STATUS_RANK,
  severity: 'alert.severity_rank',
  eventTime: 'extract(epoch from alert.event_time)',
  rule: 'rule.name',
} as const satisfies Record<AlertSort, string>;

const Cursor = z.tuple([z.union([z.string(), z.number()]), z.iso.datetime(), z.guid()]);

/** A place in the list. Both kinds of rank are checked here: a made-up cursor is refused, not passed to the database. */
function decode(cursor: string, sort: AlertSort): z.infer<typeof Cursor> {
  try {
    const decoded = Cursor.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')));
    if (sort !== 'rule' && !Number.isFinite(Number(decoded[0]))) throw new Error('not a number');
    return decoded;
  } catch {
    throw new AppError('invalid', 'The page cursor is not valid. Start from the first page.');
  }
}

/** One page of the queue. Keyset paging: the last page costs what the first does. */
export async function listAlerts({
  ctx,
  input,
}: {
  ctx: Context;
  input: ListAlertsInput;
}): Promise<AlertPage> {
  assertCan(ctx.actor, 'read');
  const filters = ListAlertsInput.parse(input);
  const key = SORT_KEY[filters.sort];
  const values: unknown[] = [];
  const condition = filterSql(filters, values);
  const counted = [...values];
  let keyset = '';
  if (filters.cursor) {
    const [rank, time, id] = decode(filters.cursor, filters.sort);
    const type = filters.sort === 'rule' ? 'text' : 'numeric';
    keyset = `and (${key}, alert.event_time, alert.id) ${filters.order === 'desc' ? '<' : '>'}
      ($${values.push(rank)}::${type}, $${values.push(time)}::timestamptz, $${values.push(id)}::uuid)`;
  }
  const order = ['sort_key', 'alert.event_time', 'alert.id'].map((name) => `${name} ${filters.order}`);
  const [page, total] = await Promise.all([
    ctx.db.pool.query<AlertRecord & { sort_key: string | number }>(
      `select ${ROW_COLUMNS}, ${key} as sort_key
         from alert join rule on rule.id = alert.rule_id
        where ${condition} ${keyset}
        order by ${order.join(', ')}
        limit $${values.push(filters.limit + 1)}`,
      values,
    ),
    ctx.db.pool.query<{ total: number }>(
      `select count(*) as total from alert join rule on rule.id = alert.rule_id where ${condition}`,
      counted,
    ),
  ]);
  const rows = page.rows.slice(0, filters.limit);
  const last = rows.at(-1);
  const more = page.rows.length > filters.limit && last;
  const cursor = more ? JSON.stringify([last.sort_key, last.event_time.toISOString(), last.id]) : null;
  return {
    alerts: rows.map(toAlertRow),
    total: total.rows[0]?.total ?? 0,
    nextCursor: cursor && Buffer.from(cursor).toString('base64url'),
  };
}
