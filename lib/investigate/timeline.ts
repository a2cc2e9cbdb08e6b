import { assertCan } from '../auth/permissions';
import type { Context } from '../db/context';
import { AppError } from '../errors';
import { SECOND_MS } from '../time';
import {
  type GetTimelineInput,
  LaneKey,
  type Timeline,
  type TimelineBucket,
  type TimelineLane,
} from './schemas';
import { EVENT_KIND_SQL, LANES, loadSubject } from './subject';

const BUCKETS_MAX = 160;
const BUCKET_SECONDS = [
  1, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10_800, 21_600, 43_200, 86_400,
];
const ACTIONS_SHOWN = 3;

/** The finest round bucket that cuts the range into at most 160. */
export function bucketSecondsFor(rangeMs: number): number {
  const least = rangeMs / SECOND_MS / BUCKETS_MAX;
  return BUCKET_SECONDS.find((seconds) => seconds >= least) ?? Math.ceil(least / 86_400) * 86_400;
}

interface BucketRow {
  readonly time: Date;
  readonly kind: TimelineBucket['kind'];
  readonly events: number;
  readonly actions: readonly string[];
}

async function loadLane(
  ctx: Context,
  key: LaneKey,
  value: string | null,
  input: GetTimelineInput,
  bucketSeconds: number,
): Promise<TimelineLane> {
  const { label, sql } = LANES[key];
  if (value === null) return { key, label, value, total: 0, buckets: [] };
  const { rows } = await ctx.db.pool.query<BucketRow>(
    `with calls as (
       select date_bin(make_interval(secs => $4), event_time, $2::timestamptz) as time,
              ${EVENT_KIND_SQL} as kind, coalesce(event_action, '') as action, count(*) as events
         from event
        where ${sql} and event_time >= $2::timestamptz and event_time < $3::timestamptz
        group by 1, 2, 3
     )
     select time, kind, sum(events) as events, (array_agg(action order by events desc, action))[1:${ACTIONS_SHOWN}] as actions
       from calls
      group by 1, 2
      order by 1, 2`,
    [value, input.from, input.to, bucketSeconds],
  );
  const buckets = rows.map((row) => ({ ...row, time: row.time.toISOString(), events: Number(row.events) }));
  const total = buckets.reduce((sum, bucket) => sum + bucket.events, 0);
  return { key, label, value, total, buckets };
}

/** Events around an alert in lanes by what they share with it, counted per bucket, so that any range stays small. */
export async function getTimeline({
  ctx,
  input,
}: {
  ctx: Context;
  input: GetTimelineInput;
}): Promise<Timeline> {
  assertCan(ctx.actor, 'read');
  const rangeMs = Date.parse(input.to) - Date.parse(input.from);
  if (rangeMs <= 0)
    throw new AppError('invalid', 'The range must end after it starts.', { to: 'before from' });
  const subject = await loadSubject(ctx.db, input.alertId);
  const bucketSeconds = bucketSecondsFor(rangeMs);
  const lanes = await Promise.all(
    LaneKey.options.map((key) => loadLane(ctx, key, subject[key], input, bucketSeconds)),
  );
  return {
    from: new Date(input.from).toISOString(),
    to: new Date(input.to).toISOString(),
    bucketSeconds,
    alertTime: subject.eventTime.toISOString(),
    lanes,
  };
}
