import { createHash } from 'node:crypto';
import { assertCan } from '../auth/permissions';
import type { Database } from '../db/client';
import type { Context } from '../db/context';
import { errorMessage, notFound } from '../errors';
import { isKept, MEMBER_COLUMNS, MEMBER_FROM, type MemberRecord, readMember } from './open-member';
import type { MemberInput, MemberVerification } from './schemas';

interface Checksum {
  readonly sha256: string | null;
  readonly bytes: number;
  readonly message: string | null;
}

/** The checksum of a member's evidence, computed anew; a message when it does not read. */
async function checksumOf(db: Database, member: MemberRecord): Promise<Checksum> {
  const hash = createHash('sha256');
  let bytes = 0;
  try {
    for await (const piece of readMember(db, member)) {
      hash.update(piece);
      bytes += piece.length;
    }
  } catch (error) {
    return { sha256: null, bytes, message: errorMessage(error) };
  }
  return { sha256: hash.digest('hex'), bytes, message: null };
}

/** Verifies members one after another. Evidence that several of them share is read once. */
export function memberVerifier(db: Database): (member: MemberRecord) => Promise<MemberVerification> {
  const read = new Map<number, Checksum>();
  return async (member) => {
    const { id: memberId, path, sha256: expectedSha256 } = member;
    if (!isKept(member)) {
      const message = member.reason ?? 'It was not read.';
      return { memberId, path, verdict: 'not_kept', expectedSha256, sha256: null, bytes: 0, message };
    }
    const checksum = read.get(member.holder_id) ?? (await checksumOf(db, member));
    read.set(member.holder_id, checksum);
    const isIntact = checksum.sha256 === expectedSha256;
    const verdict = checksum.sha256 === null ? 'unreadable' : isIntact ? 'intact' : 'differs';
    return { memberId, path, verdict, expectedSha256, ...checksum };
  };
}

/** Computes the SHA-256 of a member's evidence anew and compares it with what it was when the file came. */
export async function verifyMember({
  ctx,
  input,
}: {
  ctx: Context;
  input: MemberInput;
}): Promise<MemberVerification> {
  assertCan(ctx.actor, 'read');
  const { rows } = await ctx.db.pool.query<MemberRecord>(
    `select ${MEMBER_COLUMNS} ${MEMBER_FROM} where member.bundle_id = $1 and member.id = $2`,
    [input.id, input.memberId],
  );
  const member = rows[0];
  if (!member) throw notFound('file', input.memberId);
  return memberVerifier(ctx.db)(member);
}
