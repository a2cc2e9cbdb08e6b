import { z } from 'zod';
import { assertCan } from '../auth/permissions';
import type { Context } from '../db/context';
import { nest } from '../ecs';
import { notFound } from '../errors';
import { countConflicts, readConflicts } from './conflict-rows';
import { findLocation, listHoldings } from './holdings';
import { type EventRecord, ROW_COLUMNS, toEventRow } from './internal';
import { loadWholeEvents } from './load-whole';
import type { EventDetail } from './schemas';

const LISTED_MAX = 50;

/** One event with its ECS document, its record, where it came from, who else holds it and what contradicts it. */
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
  const condition = {
    text: 'conflict.event_id = $1::uuid and conflict.event_time = $2::timestamptz',
    values: [row.eventId, row.eventTime],
  };
  const [[whole], location, held, conflicts, conflictsTotal] = await Promise.all([
    loadWholeEvents(ctx.db, [row]),
    findLocation(ctx.db, row),
    listHoldings(ctx.db, row, LISTED_MAX),
    readConflicts(ctx.db, condition, LISTED_MAX),
    countConflicts(ctx.db, condition),
  ]);
  if (!whole || !location) throw notFound('record of event', input.id);
  const member = await ctx.db.prisma.bundleMember.findUnique({
    where: { id: location.memberId },
    select: { envelope: true, lacks: true },
  });
  return {
    ...row,
    ecs: nest(whole.ecs),
    raw: whole.raw,
    bundleName: location.bundleName,
    member: location.member,
    memberId: location.memberId,
    recordOffset: location.offset,
    recordLength: location.length,
    envelope: member?.envelope ?? null,
    lacks: member?.lacks ?? [],
    isCarried: whole.isCarried,
    holdings: held.holdings,
    holdingsTotal: held.total,
    conflicts: conflicts.map((conflict) => conflict.row),
    conflictsTotal,
  };
}
