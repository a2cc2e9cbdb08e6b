import { assertCan } from '../auth/permissions';
import { type DigestFile, type DigestVerdict, judgeDigests, type LogFile } from '../cloudtrail/digest-chain';
import type { Context } from '../db/context';
import { notFound } from '../errors';

/** Content that was read and is none of CloudTrail's log files. */
const NO_EVENTS = ['not-cloudtrail', 'not-json', 'empty', 'other'];

/** What the digest files of a bundle prove about its log files, with the public keys that were supplied. */
export async function checkDigests({
  ctx,
  input: { id },
}: {
  ctx: Context;
  input: { readonly id: number };
}): Promise<DigestVerdict> {
  assertCan(ctx.actor, 'read');
  const { prisma, pool } = ctx.db;
  const [bundle, digests, files, keys] = await Promise.all([
    prisma.bundle.findUnique({ where: { id }, select: { id: true } }),
    pool.query<{ member_id: number; content_sha256: string | null; body: DigestFile['body'] }>(
      `select member.id as member_id, holder.content_sha256, digest.body
         from bundle_member member
         join bundle_member holder on holder.id = coalesce(member.same_as, member.id)
         join digest on digest.member_id = holder.id
        where member.bundle_id = $1
        order by member.id`,
      [id],
    ),
    pool.query<{ member_id: number; path: string; content_sha256: string | null; holds_events: boolean }>(
      `select member.id as member_id, member.path, holder.content_sha256,
              holder.status = 'done' and holder.envelope is not null and holder.envelope <> all($2::text[])
                as holds_events
         from bundle_member member
         join bundle_member holder on holder.id = coalesce(member.same_as, member.id)
        where member.bundle_id = $1 and holder.envelope is distinct from 'digest'
        order by member.id`,
      [id, NO_EVENTS],
    ),
    prisma.trailPublicKey.findMany(),
  ]);
  if (!bundle) throw notFound('bundle', id);
  return judgeDigests({
    digests: digests.rows.map((row) => ({
      memberId: row.member_id,
      contentSha256: row.content_sha256,
      body: row.body,
    })),
    logFiles: files.rows.map(
      (row): LogFile => ({
        memberId: row.member_id,
        path: row.path,
        contentSha256: row.content_sha256,
        holdsEvents: row.holds_events,
      }),
    ),
    keys: keys.map(({ fingerprint, der, validFrom, validTo }) => ({
      fingerprint,
      der: Buffer.from(der),
      validFrom,
      validTo,
    })),
  });
}
