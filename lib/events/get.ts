import { z } from 'zod';
import { assertCan } from '../auth/permissions';
import type { Context } from '../db/context';
import { nest } from '../ecs';
import { notFound } from '../errors';
import { type EventRecord, ROW_COLUMNS, toEventRow } from './internal';
import { loadWholeEvents } from './load-whole';
import type { EventDetail } from './schemas';

/** One event with its ECS document, its record and where it came from. */
export async function getEvent({
  ctx,
  input,
}: {
  ctx: Context;
  input: { readonly id: string };
}): Promise<EventDetail> {
  assertCan(ctx.actor, 'read');
  if (!z.guid().safeParse(input.id).success) throw notFound('event', input.id);
  const found = await ctx.db.pool.query<EventRecord>(
    `select ${ROW_COLUMNS} from event where event_id = $1::uuid order by event_time limit 1`,
    [input.id],
  );
  const record = found.rows[0];
  if (!record) throw notFound('event', input.id);
  const row = toEventRow(record);
  const [whole] = await loadWholeEvents(ctx.db, [row]);
  if (!whole) throw notFound('record of event', input.id);
  const member = await ctx.db.prisma.bundleMember.findUnique({
    where: { id: whole.memberId },
    select: { path: true, bundle: { select: { name: true } } },
  });
  return {
    ...row,
    ecs: nest(whole.ecs),
    raw: whole.raw,
    bundleName: member?.bundle.name ?? '',
    member: member?.path ?? '',
  };
}
