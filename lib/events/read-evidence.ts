import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import type pg from 'pg';

const unzip = promisify(gunzip);

interface Queryable {
  query<R extends pg.QueryResultRow>(text: string, values: unknown[]): Promise<pg.QueryResult<R>>;
}

/** Where a record lies: a stretch of a segment's unpacked bytes. */
export interface EvidencePlace {
  readonly segmentId: number;
  readonly offset: number;
  readonly length: number;
}

/** A segment unpacked, with what its member says about it. */
export interface Segment {
  readonly bytes: Buffer;
  readonly memberId: number;
  /** Position of the segment in the member. */
  readonly memberOffset: number;
  /** First line of a CSV, without which its rows mean nothing. */
  readonly header: string | null;
}

/** The bytes of a segment as they were before they were packed. */
export async function unpackSegment(codec: string, data: Buffer): Promise<Buffer> {
  return codec === 'none' ? data : unzip(data);
}

/** Segments by id; about 2 MB unpacked each, so ask for few at a time. */
export async function readSegments(db: Queryable, ids: readonly number[]): Promise<Map<number, Segment>> {
  const { rows } = await db.query<{
    id: number;
    codec: string;
    data: Buffer;
    member_id: number;
    member_offset: number;
    header: string | null;
  }>(
    `select s.id, s.codec, s.data, s.member_id, s.member_offset, m.header
       from evidence_segment s left join bundle_member m on m.id = s.member_id
      where s.id = any($1::bigint[])`,
    [ids],
  );
  const pairs = await Promise.all(
    rows.map(async ({ id, codec, data, member_id, member_offset, header }) => {
      const bytes = await unpackSegment(codec, data);
      return [id, { bytes, memberId: member_id, memberOffset: member_offset, header }] as const;
    }),
  );
  return new Map(pairs);
}

/** One record's bytes as they came; null when its evidence is gone. */
export async function readEvidence(
  db: Queryable,
  place: EvidencePlace,
): Promise<{ readonly bytes: Buffer; readonly header: string | null } | null> {
  const segment = (await readSegments(db, [place.segmentId])).get(place.segmentId);
  if (!segment) return null;
  return {
    bytes: segment.bytes.subarray(place.offset, place.offset + place.length),
    header: segment.header,
  };
}
