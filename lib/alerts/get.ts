import { z } from 'zod';
import { assertCan } from '../auth/permissions';
import type { Context } from '../db/context';
import type { EcsDocument } from '../ecs';
import { notFound } from '../errors';
import { type AlertRecord, ROW_COLUMNS, STATUS_RANK, toAlertRow } from './internal';
import type { AlertDetail } from './schemas';

interface DetailRecord extends AlertRecord {
  readonly note: string | null;
  readonly decided_by: string | null;
  readonly decided_at: Date | null;
  readonly superseded_by_time: Date | null;
  readonly ecs: EcsDocument;
  readonly raw: string;
}

/** The neighbour in the queue's default order: open first, then newest first. */
async function neighbour(ctx: Context, id: string, direction: 'previous' | 'next'): Promise<string | null> {
  const [compare, order] = direction === 'next' ? ['<', 'desc'] : ['>', 'asc'];
  const { rows } = await ctx.db.pool.query<{ id: string }>(
    `select alert.id
       from alert, alert as this
      where this.id = $1
        and (${STATUS_RANK}, alert.event_time, alert.id)
            ${compare} (${STATUS_RANK.replace('alert.status', 'this.status')}, this.event_time, this.id)
      order by ${STATUS_RANK} ${order}, alert.event_time ${order}, alert.id ${order}
      limit 1`,
    [id],
  );
  return rows[0]?.id ?? null;
}

/** One alert with its event in full, its decision and its neighbours in the queue. */
export async function getAlert({
  ctx,
  input,
}: {
  ctx: Context;
  input: { readonly id: string };
}): Promise<AlertDetail> {
  assertCan(ctx.actor, 'read');
  if (!z.guid().safeParse(input.id).success) throw notFound('alert', input.id);
  const [found, previousId, nextId] = await Promise.all([
    ctx.db.pool.query<DetailRecord>(
      `select ${ROW_COLUMNS}, alert.note, alert.decided_by, alert.decided_at, alert.superseded_by_time,
              alert.ecs, alert.raw
         from alert join rule on rule.id = alert.rule_id
        where alert.id = $1`,
      [input.id],
    ),
    neighbour(ctx, input.id, 'previous'),
    neighbour(ctx, input.id, 'next'),
  ]);
  const record = found.rows[0];
  if (!record) throw notFound('alert', input.id);
  return {
    ...toAlertRow(record),
    note: record.note,
    decidedBy: record.decided_by,
    decidedAt: record.decided_at?.toISOString() ?? null,
    supersededByTime: record.superseded_by_time?.toISOString() ?? null,
    ecs: record.ecs,
    raw: record.raw,
    previousId,
    nextId,
  };
}
