import type { Database } from '../db/client';
import type { MainRange } from './certificate-activity';
import { type BundleSpan, linkTo, toExample } from './certificate-events';
import { MAIN_RANGE_DAYS } from './heat-strip';
import type { ClockOddity, ClockOddityKind, EventLink } from './schemas';

const EXAMPLES_MAX = 5;
/** CloudTrail was announced in November 2013. */
const CLOUDTRAIL_SINCE = new Date('2013-01-01T00:00:00Z');
const LAST_TIME = new Date(8.64e15);

interface Found {
  readonly events: number;
  readonly event_id: string;
  readonly event_time: Date;
  readonly member_id: number;
  readonly member: string;
}

/** Where the first and last of what is asked for lie, `to` exclusive. */
interface Stretch {
  readonly kind: ClockOddityKind;
  readonly sentence: string;
  readonly from: Date | null;
  readonly to: Date | null;
}

const WITH_MEMBER = `
  join evidence_segment segment on segment.id = odd.segment_id
  join bundle_member member on member.id = segment.member_id`;

async function countStretch(db: Database, span: BundleSpan, stretch: Stretch): Promise<ClockOddity[]> {
  const from = stretch.from && stretch.from > span.first ? stretch.from : span.first;
  const end = stretch.to ?? LAST_TIME;
  if (from > span.last || end <= span.first) return [];
  const { rows } = await db.pool.query<Found>(
    `select odd.events, odd.event_id, odd.event_time, member.id as member_id, member.path as member
       from (select event_id, event_time, segment_id, count(*) over () as events
               from event
              where bundle_id = $1 and event_time >= $2 and event_time <= $3 and event_time < $4
              order by event_time, event_id limit ${EXAMPLES_MAX}) odd ${WITH_MEMBER}
      order by odd.event_time, odd.event_id`,
    [span.bundleId, from, span.last, end],
  );
  return told(stretch, rows, linkTo(span.bundleId, '', stretch.from, stretch.to));
}

function told(
  { kind, sentence }: Pick<Stretch, 'kind' | 'sentence'>,
  rows: readonly Found[],
  link: EventLink | null,
): ClockOddity[] {
  const [first] = rows;
  return first ? [{ kind, sentence, events: first.events, examples: rows.map(toExample), link }] : [];
}

/** Delivery time in the name of a log file: `…_20230710T1205Z_….json.gz`. Null when the name has none. */
export function fileStamp(path: string): Date | null {
  const match = /_(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})Z_[^/]*$/.exec(path);
  if (!match) return null;
  const [year, month, day, hour, minute] = match.slice(1).map(Number);
  const time = new Date(Date.UTC(year ?? 0, (month ?? 0) - 1, day, hour, minute));
  // A date that does not exist would silently become another one.
  const isReal = time.getUTCMonth() + 1 === month && time.getUTCDate() === day && time.getUTCHours() === hour;
  return isReal ? time : null;
}

/**
 * Events that do not fit the time in the name of their file. Stamps are read here, not in SQL: names come from
 * outside, and PostgreSQL fails on dates that do not exist.
 */
async function countAgainstFiles(db: Database, span: BundleSpan): Promise<ClockOddity[]> {
  const members = await db.pool.query<{ id: number; path: string }>(
    `select id, path from bundle_member where bundle_id = $1 and status <> 'known'`,
    [span.bundleId],
  );
  const stamped = members.rows.flatMap(({ id, path }) => {
    const stamp = fileStamp(path);
    return stamp ? [{ id, stamp }] : [];
  });
  if (stamped.length === 0) return [];
  const { rows } = await db.pool.query<Found & { is_after: boolean }>(
    `with stamped as (
       select segment.id as segment_id, stamp
         from unnest($4::int[], $5::timestamptz[]) as s (member_id, stamp)
         join evidence_segment segment on segment.member_id = s.member_id
     ), odd as (
       select event_id, event_time, segment_id, event_time > stamp as is_after,
              count(*) over (partition by event_time > stamp) as events,
              row_number() over (partition by event_time > stamp order by event_time, event_id) as place
         from event join stamped using (segment_id)
        where bundle_id = $1 and event_time between $2 and $3
          and (event_time >= stamp + interval '1 minute' or event_time < stamp - interval '24 hours')
     )
     select odd.events, odd.is_after, odd.event_id, odd.event_time, member.id as member_id, member.path as member
       from odd ${WITH_MEMBER}
      where place <= ${EXAMPLES_MAX}
      order by odd.event_time, odd.event_id`,
    [span.bundleId, span.first, span.last, stamped.map(({ id }) => id), stamped.map(({ stamp }) => stamp)],
  );
  const after = {
    kind: 'after_its_file',
    sentence: 'Later than the minute in which, by its name, their file was delivered.',
  } as const;
  const before = {
    kind: 'long_before_its_file',
    sentence:
      'More than 24 hours before their file was delivered, by its name. CloudTrail delivers within minutes.',
  } as const;
  return [
    ...told(
      after,
      rows.filter((row) => row.is_after),
      null,
    ),
    ...told(
      before,
      rows.filter((row) => !row.is_after),
      null,
    ),
  ];
}

/** Events whose time cannot be right, or does not fit the rest of the bundle or their file. */
export async function findClockOddities(
  db: Database,
  span: BundleSpan,
  range: MainRange | null,
  ingested: Date,
): Promise<ClockOddity[]> {
  const farFrom = range && range.from > CLOUDTRAIL_SINCE ? range.from : null;
  const found = await Promise.all([
    countStretch(db, span, {
      kind: 'after_ingest',
      sentence: 'Later than the moment at which the bundle had been read.',
      from: new Date(ingested.getTime() + 1),
      to: null,
    }),
    countStretch(db, span, {
      kind: 'before_cloudtrail',
      sentence: 'Before 2013: CloudTrail did not exist.',
      from: null,
      to: CLOUDTRAIL_SINCE,
    }),
    farFrom
      ? countStretch(db, span, {
          kind: 'long_before_the_rest',
          sentence: `More than ${MAIN_RANGE_DAYS} days before 99 of 100 records of the bundle.`,
          from: CLOUDTRAIL_SINCE,
          to: farFrom,
        })
      : [],
    countAgainstFiles(db, span),
  ]);
  return found.flat();
}
