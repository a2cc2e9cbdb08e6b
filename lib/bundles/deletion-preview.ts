import { assertCan } from '../auth/permissions';
import type { Context } from '../db/context';
import type { Bundle } from '../db/generated/client';
import { notFound } from '../errors';
import { isEvidenceBusy } from './evidence-lock';
import { toBundleRow } from './internal';
import type { BundleInput, DeletionPreview } from './schemas';

const EXAMPLES_MAX = 20;

/** Members of other bundles that would take over a member of this one. */
const HEIRS = `
  heir as (
    select distinct known.same_as as member_id
      from bundle_member known join bundle_member member on member.id = known.same_as
     where member.bundle_id = $1 and known.bundle_id <> $1 and known.status = 'known'
  )`;

/** The bundle's events, and who else holds a record of their id and time. */
const FATES = `
  ${HEIRS}, own as (
    select event.event_id, event.event_time,
           segment.member_id in (select member_id from heir)
             or exists (select from event_copy copy
                         where copy.event_id = event.event_id and copy.event_time = event.event_time
                           and copy.bundle_id <> $1) as is_kept,
           exists (select from event_conflict conflict
                    where conflict.event_id = event.event_id and conflict.event_time = event.event_time
                      and conflict.bundle_id <> $1) as has_rival
      from event join evidence_segment segment on segment.id = event.segment_id
     where event.bundle_id = $1 and event.event_time between $2 and $3
  )`;

type Span = readonly [id: number, first: Date | null, last: Date | null];

async function countEvents(ctx: Context, span: Span): Promise<DeletionPreview['events']> {
  const { rows } = await ctx.db.pool.query<DeletionPreview['events']>(
    `with ${FATES}
     select count(*) filter (where is_kept) as kept,
            count(*) filter (where not is_kept and has_rival) as replaced,
            count(*) filter (where not is_kept and not has_rival) as removed
       from own`,
    [...span],
  );
  return rows[0] ?? { removed: 0, kept: 0, replaced: 0 };
}

interface AlertRecord {
  readonly id: string;
  readonly rule_name: string;
  readonly status: string;
  readonly event_time: Date;
  readonly effect: 'source_removed' | 'superseded';
  readonly source_removed: number;
  readonly superseded: number;
  readonly decided: number;
}

async function countAlerts(ctx: Context, span: Span): Promise<DeletionPreview['alerts']> {
  const { rows } = await ctx.db.pool.query<AlertRecord>(
    `with ${FATES}, gone as materialized (
       select event_id, event_time from own where not is_kept and not has_rival
     ), hit as (
       select alert.*, 'source_removed' as effect
         from alert join gone on gone.event_id = alert.event_id and gone.event_time = alert.event_time
        where alert.source_deleted_at is null
       union all
       select alert.*, 'superseded'
         from alert join gone on gone.event_id = alert.superseded_by_id and gone.event_time = alert.superseded_by_time
     )
     select hit.id, rule.name as rule_name, hit.status, hit.event_time, hit.effect,
            count(*) filter (where effect = 'source_removed') over () as source_removed,
            count(*) filter (where effect = 'superseded') over () as superseded,
            (select count(distinct id) from hit where decided_at is not null) as decided
       from hit join rule on rule.id = hit.rule_id
      order by hit.decided_at is null, hit.event_time, hit.id limit ${EXAMPLES_MAX}`,
    [...span],
  );
  const [first] = rows;
  return {
    sourceRemoved: first?.source_removed ?? 0,
    superseded: first?.superseded ?? 0,
    decided: first?.decided ?? 0,
    examples: rows.map(({ id, rule_name, status, event_time, effect }) => ({
      id,
      ruleName: rule_name,
      status,
      eventTime: event_time.toISOString(),
      effect,
    })),
  };
}

interface FileRecord {
  readonly members: number;
  readonly heirs: number;
  readonly bytes: number;
  readonly heir_bytes: number;
  readonly conflicts: number;
}

async function countFiles(ctx: Context, id: number) {
  const { rows } = await ctx.db.pool.query<FileRecord>(
    `with ${HEIRS}, stored as (
       select member_id, octet_length(data) as bytes from evidence_segment where bundle_id = $1
       union all
       select member_id, octet_length(data) from evidence_original where bundle_id = $1
     )
     select (select count(*) from bundle_member where bundle_id = $1) as members,
            (select count(*) from heir) as heirs,
            (select coalesce(sum(bytes), 0)::bigint from stored) as bytes,
            (select coalesce(sum(bytes), 0)::bigint from stored join heir using (member_id)) as heir_bytes,
            (select count(*) from event_conflict where bundle_id = $1) as conflicts`,
    [id],
  );
  const row = rows[0] ?? { members: 0, heirs: 0, bytes: 0, heir_bytes: 0, conflicts: 0 };
  return {
    conflicts: row.conflicts,
    members: { removed: row.members - row.heirs, handedOver: row.heirs },
    bytes: { removed: row.bytes - row.heir_bytes, handedOver: row.heir_bytes },
  };
}

async function refusalOf(ctx: Context, bundle: Bundle): Promise<string | null> {
  if (bundle.status === 'deleting') return 'It is being deleted already.';
  // One whose ingest has died says that it is running; nobody holds the lock then.
  if (bundle.status === 'running' && (await isEvidenceBusy(ctx.db))) {
    return 'It is being read just now. Delete it when that has ended.';
  }
  return null;
}

/**
 * Tells what deleting a bundle would take away. Two things are seen only when it is done: an event whose id and time
 * two other bundles claim with different bodies, and a record that the same bundle holds twice in two files.
 */
export async function previewDeletion({
  ctx,
  input: { id },
}: {
  ctx: Context;
  input: BundleInput;
}): Promise<DeletionPreview> {
  assertCan(ctx.actor, 'read');
  const bundle = await ctx.db.prisma.bundle.findUnique({ where: { id } });
  if (!bundle) throw notFound('bundle', id);
  const span = [id, bundle.firstEvent, bundle.lastEvent] as const;
  const [refusal, events, alerts, files] = await Promise.all([
    refusalOf(ctx, bundle),
    countEvents(ctx, span),
    countAlerts(ctx, span),
    countFiles(ctx, id),
  ]);
  return { bundle: toBundleRow(bundle), refusal, events, alerts, ...files };
}
