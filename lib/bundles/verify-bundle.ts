import { assertCan } from '../auth/permissions';
import type { Context } from '../db/context';
import { notFound } from '../errors';
import { MEMBER_COLUMNS, MEMBER_FROM, type MemberRecord } from './open-member';
import type { BundleInput, BundleVerification, MemberVerification } from './schemas';
import { memberVerifier } from './verify-member';

const MEMBERS_AT_ONCE = 1000;
const FINDINGS_MAX = 1000;

/** Verifies the evidence of every member of a bundle: all its bytes are read once. */
export async function verifyBundle({
  ctx,
  input: { id },
}: {
  ctx: Context;
  input: BundleInput;
}): Promise<BundleVerification> {
  assertCan(ctx.actor, 'read');
  const bundle = await ctx.db.prisma.bundle.findUnique({ where: { id }, select: { id: true } });
  if (!bundle) throw notFound('bundle', id);
  const verify = memberVerifier(ctx.db);
  const counts = { intact: 0, differs: 0, unreadable: 0, not_kept: 0 };
  const findings: MemberVerification[] = [];
  let members = 0;
  let bytes = 0;
  for (let after = 0, more = true; more; ) {
    const { rows } = await ctx.db.pool.query<MemberRecord>(
      `select ${MEMBER_COLUMNS} ${MEMBER_FROM}
        where member.bundle_id = $1 and member.id > $2 order by member.id limit $3`,
      [id, after, MEMBERS_AT_ONCE],
    );
    for (const member of rows) {
      const verification = await verify(member);
      counts[verification.verdict] += 1;
      bytes += verification.bytes;
      if (verification.verdict !== 'intact' && findings.length < FINDINGS_MAX) findings.push(verification);
    }
    members += rows.length;
    after = rows.at(-1)?.id ?? after;
    more = rows.length === MEMBERS_AT_ONCE;
  }
  return {
    bundleId: id,
    members,
    intact: counts.intact,
    differing: counts.differs,
    unreadable: counts.unreadable,
    notKept: counts.not_kept,
    bytes,
    findings,
  };
}
