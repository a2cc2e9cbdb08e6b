import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { assertCan } from '../auth/permissions';
import type { Database } from '../db/client';
import type { Context } from '../db/context';
import { AppError, notFound } from '../errors';
import type { BundleMemberRow, MemberInput } from './schemas';

const unzip = promisify(gunzip);

/** A member's bytes exactly as they came. */
export interface OpenedMember {
  readonly memberId: number;
  readonly path: string;
  /** SHA-256 as it was computed when the file came. */
  readonly sha256: string | null;
  readonly bytes: number;
  /** To be iterated once; holds one segment or part in memory at a time. Throws when evidence is missing or damaged. */
  readonly stream: AsyncIterable<Buffer>;
}

/** A member, and the one whose evidence stands for it. */
export interface MemberRecord {
  readonly id: number;
  readonly path: string;
  readonly sha256: string | null;
  readonly bytes: number;
  readonly holder_id: number;
  readonly holder_kept_as: BundleMemberRow['keptAs'];
  readonly status: string;
  readonly reason: string | null;
}

/** Columns of a MemberRecord, over `member` and `holder`. */
export const MEMBER_COLUMNS = `
  member.id, member.path, member.sha256, member.bytes, member.status, member.reason, holder.id as holder_id,
  holder.kept_as as holder_kept_as`;
export const MEMBER_FROM = `
  from bundle_member member join bundle_member holder on holder.id = coalesce(member.same_as, member.id)`;

/** Whether anything of a member is kept that could be given back. */
export function isKept(member: MemberRecord): boolean {
  return member.holder_kept_as !== 'none' && member.sha256 !== null;
}

/** Opens the evidence of one member, whichever member holds it. */
export async function openMember({
  ctx,
  input,
}: {
  ctx: Context;
  input: MemberInput;
}): Promise<OpenedMember> {
  assertCan(ctx.actor, 'read');
  const { rows } = await ctx.db.pool.query<MemberRecord>(
    `select ${MEMBER_COLUMNS} ${MEMBER_FROM} where member.bundle_id = $1 and member.id = $2`,
    [input.id, input.memberId],
  );
  const member = rows[0];
  if (!member) throw notFound('file', input.memberId);
  if (!isKept(member)) {
    throw new AppError(
      'not_found',
      `Nothing of ${member.path} is kept: ${member.reason ?? 'it was not read'}.`,
    );
  }
  const { id, path, sha256, bytes } = member;
  return { memberId: id, path, sha256, bytes, stream: readMember(ctx.db, member) };
}

/** The bytes of a member as they came, piece by piece. */
export async function* readMember(
  db: Database,
  member: MemberRecord,
): AsyncGenerator<Buffer, void, undefined> {
  switch (member.holder_kept_as) {
    case 'segments':
      yield* readSegments(db, member, true);
      return;
    case 'whole':
      yield* readSegments(db, member, false);
      return;
    case 'parts':
      yield* readParts(db, member);
      return;
    case 'none':
      throw new Error(`Nothing of ${member.path} is kept.`);
    default:
      return member.holder_kept_as satisfies never;
  }
}

async function* readSegments(
  db: Database,
  member: MemberRecord,
  isUnpacked: boolean,
): AsyncGenerator<Buffer, void, undefined> {
  let end = 0;
  for (;;) {
    const { rows } = await db.pool.query<{
      codec: string;
      data: Buffer;
      length: number;
      member_offset: number;
    }>(
      `select codec, data, length, member_offset from evidence_segment
        where member_id = $1 and member_offset >= $2 and length > 0
        order by member_offset limit 1`,
      [member.holder_id, end],
    );
    const segment = rows[0];
    if (!segment) break;
    if (segment.member_offset !== end) throw new Error(`The evidence has a gap at byte ${end}.`);
    end += segment.length;
    yield isUnpacked && segment.codec === 'gzip' ? await unzip(segment.data) : segment.data;
    if (!isUnpacked) return;
  }
}

async function* readParts(db: Database, member: MemberRecord): AsyncGenerator<Buffer, void, undefined> {
  for (let part = 0; ; part += 1) {
    const { rows } = await db.pool.query<{ part: number; data: Buffer }>(
      'select part, data from evidence_original where member_id = $1 and part >= $2 order by part limit 1',
      [member.holder_id, part],
    );
    const found = rows[0];
    if (!found) return;
    if (found.part !== part) throw new Error(`Part ${part} of the evidence is missing.`);
    yield found.data;
  }
}
