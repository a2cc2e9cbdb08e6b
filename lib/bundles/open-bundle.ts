import { assertCan } from '../auth/permissions';
import type { Context } from '../db/context';
import { notFound } from '../errors';
import {
  isKept,
  MEMBER_COLUMNS,
  MEMBER_FROM,
  type MemberRecord,
  type OpenedMember,
  readMember,
} from './open-member';

const MEMBERS_AT_ONCE = 1000;

/** Opens the files of a bundle one after another, exactly as they came; those of which nothing is kept are left out. */
export async function* openBundle({
  ctx,
  input: { id, path },
}: {
  ctx: Context;
  /** `path`: only the file of this path. */
  input: { readonly id: number; readonly path?: string | undefined };
}): AsyncGenerator<OpenedMember, void, undefined> {
  assertCan(ctx.actor, 'read');
  const bundle = await ctx.db.prisma.bundle.findUnique({ where: { id }, select: { id: true } });
  if (!bundle) throw notFound('bundle', id);
  for (let after = 0, more = true; more; ) {
    const { rows } = await ctx.db.pool.query<MemberRecord>(
      `select ${MEMBER_COLUMNS} ${MEMBER_FROM}
        where member.bundle_id = $1 and member.id > $2 and ($3::text is null or member.path = $3)
        order by member.id limit $4`,
      [id, after, path ?? null, MEMBERS_AT_ONCE],
    );
    for (const member of rows.filter(isKept)) {
      const { sha256, bytes } = member;
      yield { memberId: member.id, path: member.path, sha256, bytes, stream: readMember(ctx.db, member) };
    }
    after = rows.at(-1)?.id ?? after;
    more = rows.length === MEMBERS_AT_ONCE;
  }
}
