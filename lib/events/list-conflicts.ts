import { assertCan } from '../auth/permissions';
import type { Context } from '../db/context';
import { countConflicts, readConflicts } from './conflict-rows';
import { type ConflictPage, ListConflictsInput } from './schemas';

/** Records that share id and time with an event and differ from it: all, those of a bundle, or those of an event. */
export async function listConflicts({
  ctx,
  input,
}: {
  ctx: Context;
  input: ListConflictsInput;
}): Promise<ConflictPage> {
  assertCan(ctx.actor, 'read');
  const { bundle, event, after, limit } = ListConflictsInput.parse(input);
  const parts = ['true'];
  const values: unknown[] = [];
  if (bundle !== undefined) {
    const id = `$${values.push(bundle)}::int`;
    parts.push(`(conflict.bundle_id = ${id} or event.bundle_id = ${id})`);
  }
  if (event !== undefined) parts.push(`conflict.event_id = $${values.push(event)}::uuid`);
  const condition = { text: parts.join(' and '), values };
  const paged = {
    text: `${condition.text} and conflict.id > $${values.length + 1}`,
    values: [...values, after],
  };
  const [total, found] = await Promise.all([
    countConflicts(ctx.db, condition),
    readConflicts(ctx.db, paged, limit + 1),
  ]);
  const conflicts = found.slice(0, limit).map(({ row }) => row);
  return { total, conflicts, nextAfter: found.length > limit ? (conflicts.at(-1)?.id ?? null) : null };
}
