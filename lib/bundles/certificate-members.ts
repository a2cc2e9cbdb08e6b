import type { Database } from '../db/client';
import type {
  Certificate,
  EnvelopeCount,
  EvidenceCount,
  KnownMember,
  LossyCount,
  ReasonCount,
} from './schemas';

const REASONS_MAX = 100;
const EXAMPLES_MAX = 5;
const KNOWN_MAX = 200;
const IDS_MAX = 20;

/** Members by envelope and status. */
export async function countEnvelopes(db: Database, bundleId: number): Promise<EnvelopeCount[]> {
  const { rows } = await db.pool.query<EnvelopeCount>(
    `select envelope, status, count(*) as members, sum(bytes)::bigint as bytes, sum(records)::bigint as records,
            sum(inserted)::bigint as inserted, sum(duplicates)::bigint as duplicates,
            sum(conflicts)::bigint as conflicts, sum(skipped)::bigint as skipped, sum(errors)::bigint as errors
       from bundle_member where bundle_id = $1
      group by envelope, status order by members desc, envelope nulls last, status`,
    [bundleId],
  );
  return rows;
}

interface ReasonRecord {
  readonly kind: 'error' | 'skip';
  readonly reason: string;
  readonly count: number;
  readonly members: number;
  readonly total: number;
  readonly examples: ReadonlyArray<{
    readonly member: string;
    readonly memberId: number | null;
    readonly position: string;
    readonly count: number;
  }>;
}

/** What was not read, by reason, with the first few places of each. */
export async function countReasons(
  db: Database,
  bundleId: number,
): Promise<Pick<Certificate, 'problems' | 'reasonsTotal'>> {
  const { rows } = await db.pool.query<ReasonRecord>(
    `with numbered as (
       select *, row_number() over (partition by kind, reason order by id) as place
         from ingest_problem where bundle_id = $1
     ), reasons as (
       select kind, reason, sum(count)::bigint as count, count(distinct member) as members, min(id) as first
         from numbered group by kind, reason
     ), told as (
       select *, count(*) over () as total from reasons order by count desc, first limit $2
     )
     select told.kind, told.reason, told.count, told.members, told.total,
            (select jsonb_agg(jsonb_build_object(
                      'member', n.member, 'memberId', m.id, 'position', n.position, 'count', n.count) order by n.id)
               from numbered n
               left join bundle_member m on m.bundle_id = $1 and m.path = n.member
              where n.kind = told.kind and n.reason = told.reason and n.place <= $3) as examples
       from told order by told.count desc, told.first`,
    [bundleId, REASONS_MAX, EXAMPLES_MAX],
  );
  const problems = rows.map(
    ({ kind, reason, count, members, examples }): ReasonCount => ({
      kind,
      reason,
      count,
      members,
      examples: examples.map((example) => ({ ...example, kind, reason })),
    }),
  );
  return { problems, reasonsTotal: rows[0]?.total ?? 0 };
}

interface KnownRecord {
  readonly id: number;
  readonly path: string;
  readonly holder_id: number;
  readonly holder_path: string;
  readonly holder_bundle_id: number;
  readonly holder_bundle_name: string;
}

/** Members that came again, and those that had their bytes. */
export async function listKnown(db: Database, bundleId: number): Promise<KnownMember[]> {
  const { rows } = await db.pool.query<KnownRecord>(
    `select member.id, member.path, holder.id as holder_id, holder.path as holder_path,
            bundle.id as holder_bundle_id, bundle.name as holder_bundle_name
       from bundle_member member
       join bundle_member holder on holder.id = member.same_as
       join bundle on bundle.id = holder.bundle_id
      where member.bundle_id = $1
      order by member.id limit $2`,
    [bundleId, KNOWN_MAX],
  );
  return rows.map((row) => ({
    memberId: row.id,
    path: row.path,
    sameAs: {
      memberId: row.holder_id,
      bundleId: row.holder_bundle_id,
      bundleName: row.holder_bundle_name,
      path: row.holder_path,
    },
  }));
}

/** Members of forms that cannot say everything, by what they lack. */
export async function countLossy(db: Database, bundleId: number): Promise<LossyCount[]> {
  const { rows } = await db.pool.query<{
    envelope: string | null;
    lacks: string[];
    members: number;
    records: number;
    ids: number[];
  }>(
    `select envelope, lacks, count(*) as members, sum(records)::bigint as records,
            (array_agg(id order by id))[1:$2] as ids
       from bundle_member
      where bundle_id = $1 and cardinality(lacks) > 0
      group by envelope, lacks order by records desc, envelope`,
    [bundleId, IDS_MAX],
  );
  return rows.map(({ envelope, lacks, members, records, ids }) => ({
    envelope: envelope ?? '',
    members,
    records,
    lacks,
    memberIds: ids,
  }));
}

/** How much of the bundle is kept as it came. */
export async function countEvidence(db: Database, bundleId: number): Promise<EvidenceCount> {
  const [members, stored] = await Promise.all([
    db.pool.query<{ kept: number; not_kept: number; elsewhere: number; bytes: number }>(
      `select count(*) filter (where is_kept) as kept, count(*) filter (where not is_kept) as not_kept,
              count(*) filter (where is_kept and holder_bundle_id <> $1) as elsewhere,
              coalesce(sum(bytes) filter (where is_kept), 0)::bigint as bytes
         from (select member.bytes, holder.bundle_id as holder_bundle_id,
                      holder.kept_as <> 'none' and member.sha256 is not null as is_kept
                 from bundle_member member
                 join bundle_member holder on holder.id = coalesce(member.same_as, member.id)
                where member.bundle_id = $1) m`,
      [bundleId],
    ),
    db.pool.query<{ bytes: number }>(
      `select coalesce(sum(bytes), 0)::bigint as bytes
         from (select octet_length(data) as bytes from evidence_segment where bundle_id = $1
               union all
               select octet_length(data) from evidence_original where bundle_id = $1) e`,
      [bundleId],
    ),
  ]);
  const row = members.rows[0];
  return {
    kept: row?.kept ?? 0,
    notKept: row?.not_kept ?? 0,
    elsewhere: row?.elsewhere ?? 0,
    bytesStored: stored.rows[0]?.bytes ?? 0,
    bytesCame: row?.bytes ?? 0,
  };
}
