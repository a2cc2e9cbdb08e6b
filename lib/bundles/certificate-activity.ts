import type { Database } from '../db/client';
import { HOUR_MS } from '../time';
import { linkTo, valueQuery } from './certificate-events';
import { type HeatStrip, heatStrip, MAIN_RANGE_DAYS } from './heat-strip';
import type { Activity, ActivityGap, ActivityRow } from './schemas';

const ROWS_MAX = 200;
const GAPS_MAX = 50;

const MEANING =
  'A gap is an hour without a record between hours with records of the same account and region. Either nothing was ' +
  'called there, or the log files of that hour are not in the bundle: quiet regions have many such hours. Nothing is ' +
  'said about the time before the first record and after the last.';

/** Hours that most records lie in: clocks far off would stretch the strip over decades. */
export interface MainRange {
  readonly from: Date;
  /** Start of the last hour. */
  readonly to: Date;
  /** Records of the bundle in all. */
  readonly records: number;
}

/**
 * The hours from 30 days before all but one in a hundred records (at least one) up to the end of the ingest, as far
 * as there are records. Null without any.
 */
export async function findMainRange(
  db: Database,
  bundleId: number,
  ingested: Date,
): Promise<MainRange | null> {
  const { rows } = await db.pool.query<{ first: Date; last: Date; bulk: Date; records: number }>(
    `with hours as (
       select hour, sum(records) as records from activity_hour where bundle_id = $1 and records > 0 group by hour
     ), summed as (
       select hour, sum(records) over (order by hour) as upto, sum(records) over () as total from hours
     ), bulk as (
       select min(hour) filter (where total < 10 or upto > greatest(1, floor(total / 100))) as hour,
              max(total)::bigint as records
         from summed
     )
     select min(hours.hour) as first, max(hours.hour) as last, bulk.hour as bulk, bulk.records
       from bulk, hours
      where hours.hour >= bulk.hour - make_interval(days => $3) and hours.hour <= $2
      group by bulk.hour, bulk.records`,
    [bundleId, ingested, MAIN_RANGE_DAYS],
  );
  const row = rows[0];
  return row ? { from: row.first, to: row.last, records: row.records } : null;
}

interface PairRecord {
  readonly account_id: string;
  readonly region: string;
  readonly records: number;
  readonly events: number;
  readonly first: Date;
  readonly last: Date;
  readonly hours: number;
  readonly total: number;
  readonly all_gap_hours: number;
  readonly all_records: number;
}

async function readPairs(db: Database, bundleId: number, range: MainRange): Promise<PairRecord[]> {
  const { rows } = await db.pool.query<PairRecord>(
    `with pairs as (
       select account_id, region, sum(records)::bigint as records, sum(events)::bigint as events,
              min(hour) as first, max(hour) as last, count(*) as hours
         from activity_hour
        where bundle_id = $1 and records > 0 and hour between $2 and $3
        group by account_id, region
     )
     select *, count(*) over () as total,
            sum(extract(epoch from last - first) / 3600 + 1 - hours) over ()::bigint as all_gap_hours,
            sum(records) over ()::bigint as all_records
       from pairs order by records desc, account_id, region limit $4`,
    [bundleId, range.from, range.to, ROWS_MAX],
  );
  return rows;
}

function pairKey(row: { readonly account_id: string; readonly region: string }): string {
  return JSON.stringify([row.account_id, row.region]);
}

async function readCells(
  db: Database,
  bundleId: number,
  range: MainRange,
  strip: HeatStrip,
): Promise<Map<string, number[]>> {
  const { rows } = await db.pool.query<{
    account_id: string;
    region: string;
    bucket: number;
    records: number;
  }>(
    `select account_id, region, floor(extract(epoch from hour - $4::timestamptz) / ($5 * 3600))::int as bucket,
            sum(records)::bigint as records
       from activity_hour
      where bundle_id = $1 and records > 0 and hour between $2 and $3
      group by 1, 2, 3`,
    [bundleId, range.from, range.to, strip.from, strip.bucketHours],
  );
  const cells = new Map<string, number[]>();
  for (const row of rows) {
    const key = pairKey(row);
    const counts = cells.get(key) ?? new Array<number>(strip.buckets).fill(0);
    cells.set(key, counts);
    counts[row.bucket] = row.records;
  }
  return cells;
}

async function readGaps(
  db: Database,
  bundleId: number,
  range: MainRange,
): Promise<Map<string, { readonly count: number; readonly gaps: ActivityGap[] }>> {
  const { rows } = await db.pool.query<{
    account_id: string;
    region: string;
    from: Date;
    to: Date;
    gaps: number;
  }>(
    `with steps as (
       select account_id, region, hour, lag(hour) over (partition by account_id, region order by hour) as before
         from activity_hour
        where bundle_id = $1 and records > 0 and hour between $2 and $3
     ), gaps as (
       select account_id, region, before + interval '1 hour' as "from", hour as "to",
              count(*) over (partition by account_id, region) as gaps,
              row_number() over (partition by account_id, region order by hour - before desc, hour) as place
         from steps where hour - before > interval '1 hour'
     )
     select account_id, region, "from", "to", gaps from gaps where place <= $4 order by "from"`,
    [bundleId, range.from, range.to, GAPS_MAX],
  );
  const gaps = new Map<string, { count: number; gaps: ActivityGap[] }>();
  for (const row of rows) {
    const key = pairKey(row);
    const pair = gaps.get(key) ?? { count: row.gaps, gaps: [] };
    gaps.set(key, pair);
    const hours = (row.to.getTime() - row.from.getTime()) / HOUR_MS;
    pair.gaps.push({ from: row.from.toISOString(), to: row.to.toISOString(), hours });
  }
  return gaps;
}

/** Records per account, region and stretch of time, and the hours that have none. */
export async function readActivity(db: Database, bundleId: number, range: MainRange): Promise<Activity> {
  const strip = heatStrip(range.from, range.to);
  const [pairs, cells, gaps] = await Promise.all([
    readPairs(db, bundleId, range),
    readCells(db, bundleId, range, strip),
    readGaps(db, bundleId, range),
  ]);
  const rows = pairs.map((pair): ActivityRow => {
    const gap = gaps.get(pairKey(pair));
    const { account_id: account, region, records, events, first, last } = pair;
    return {
      account,
      region,
      records,
      events,
      first: first.toISOString(),
      last: last.toISOString(),
      cells: cells.get(pairKey(pair)) ?? [],
      gapHours: (last.getTime() - first.getTime()) / HOUR_MS + 1 - pair.hours,
      gapCount: gap?.count ?? 0,
      gaps: gap?.gaps ?? [],
      link: linkTo(
        bundleId,
        `${valueQuery('cloud.account.id', account)} and ${valueQuery('cloud.region', region)}`,
        range.from,
        new Date(range.to.getTime() + HOUR_MS),
      ),
    };
  });
  return {
    from: strip.from.toISOString(),
    bucketHours: strip.bucketHours,
    buckets: strip.buckets,
    rows,
    rowsTotal: pairs[0]?.total ?? 0,
    gapHours: pairs[0]?.all_gap_hours ?? 0,
    outside: range.records - (pairs[0]?.all_records ?? 0),
    meaning: MEANING,
  };
}
