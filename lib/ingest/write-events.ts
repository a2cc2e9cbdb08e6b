import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { COPY_COLUMNS } from '../events/columns';
import type { Row } from '../events/row-buffer';
import { HOUR_MS } from '../time';
import type { Batch, BatchEvent } from './batch';
import { type BinaryCell, binaryCopy, COPY_HEAD, COPY_TAIL } from './binary-copy';
import type { Settled } from './settle-events';
import type { OriginalPart } from './task';

const COPY_CHUNK_BYTES = 256 * 1024;

/** Rows in chunks: a message per row would cost more than the row. Rows that lie side by side go as one. */
function* eventChunks(events: readonly BatchEvent[]): Generator<Buffer> {
  yield COPY_HEAD;
  let run: Row | null = null;
  for (const { row } of events) {
    const joins: boolean = run !== null && run.slab === row.slab && run.end === row.start;
    if (run && joins && row.end - run.start <= COPY_CHUNK_BYTES) {
      run = { slab: run.slab, start: run.start, end: row.end };
      continue;
    }
    if (run) yield run.slab.subarray(run.start, run.end);
    run = row;
  }
  if (run) yield run.slab.subarray(run.start, run.end);
  yield COPY_TAIL;
}

async function copy(client: pg.PoolClient, target: string, chunks: Iterable<Buffer>): Promise<void> {
  await pipeline(Readable.from(chunks, { objectMode: false }), client.query(copyFrom(`copy ${target}`)));
}

function* segmentRows(bundleId: number, { segments }: Batch): Generator<BinaryCell[]> {
  for (const { id, memberId, memberOffset, length, codec, data } of segments) {
    yield [
      { int8: id },
      { int4: bundleId },
      { int4: memberId },
      { int8: memberOffset },
      { int4: length },
      codec,
      data,
    ];
  }
}

function* partRows(bundleId: number, parts: readonly OriginalPart[]): Generator<BinaryCell[]> {
  for (const { memberId, part, bytes } of parts) {
    yield [{ int4: memberId }, { int4: part }, { int4: bundleId }, bytes];
  }
}

export async function copyEvidence(
  client: pg.PoolClient,
  bundleId: number,
  batch: Batch,
  parts: readonly OriginalPart[],
): Promise<void> {
  if (batch.segments.length > 0) {
    const columns = 'id, bundle_id, member_id, member_offset, length, codec, data';
    const target = `evidence_segment (${columns}) from stdin (format binary)`;
    await copy(client, target, binaryCopy(segmentRows(bundleId, batch)));
  }
  if (parts.length > 0) {
    const target = 'evidence_original (member_id, part, bundle_id, data) from stdin (format binary)';
    await copy(client, target, binaryCopy(partRows(bundleId, parts)));
  }
}

/** Inserts the new events; those of lossy forms that they replace go first, are remembered and counted as copies. */
export async function copyEvents(client: pg.PoolClient, settled: Settled): Promise<void> {
  if (settled.replacing.length > 0) await removeReplaced(client, settled.replacing);
  if (settled.fresh.length === 0) return;
  const target = `event (${COPY_COLUMNS.join(', ')}) from stdin (format binary)`;
  await copy(client, target, eventChunks(settled.fresh));
}

async function removeReplaced(client: pg.PoolClient, events: readonly BatchEvent[]): Promise<void> {
  await client.query(
    `with gone as (
       delete from event
        using unnest($1::uuid[], $2::timestamptz[]) as wanted (id, at)
        where event.event_id = wanted.id and event.event_time = wanted.at
       returning event.*
     ), hours as (
       select bundle_id, coalesce(cloud_account_id, '') as account, coalesce(cloud_region, '') as region,
              date_trunc('hour', event_time, 'UTC') as hour, count(*) as n
         from gone group by 1, 2, 3, 4
     ), fewer as (
       update activity_hour a set events = a.events - hours.n
         from hours
        where (a.bundle_id, a.account_id, a.region, a.hour) = (hours.bundle_id, hours.account, hours.region, hours.hour)
     ), members as (
       select s.member_id, s.bundle_id, count(*) as n
         from gone join evidence_segment s on s.id = gone.segment_id group by 1, 2
     ), member_counts as (
       update bundle_member m set inserted = m.inserted - members.n, duplicates = m.duplicates + members.n
         from members where m.id = members.member_id
     ), bundle_counts as (
       update bundle b set inserted = b.inserted - counted.n, duplicates = b.duplicates + counted.n
         from (select bundle_id, sum(n) as n from members group by 1) counted where b.id = counted.bundle_id
     )
     insert into event_copy (event_id, event_time, segment_id, record_offset, record_length, bundle_id)
     select event_id, event_time, segment_id, record_offset, record_length, bundle_id from gone
     on conflict do nothing`,
    [events.map((event) => event.eventId), events.map((event) => event.eventTime)],
  );
}

function columnsOf(events: readonly BatchEvent[]) {
  return [
    events.map((event) => event.eventId),
    events.map((event) => event.eventTime),
    events.map((event) => event.place.bundleId),
    events.map((event) => event.place.segmentId),
    events.map((event) => event.place.offset),
    events.map((event) => event.place.length),
  ];
}

export async function insertConflicts(client: pg.PoolClient, events: readonly BatchEvent[]): Promise<void> {
  if (events.length === 0) return;
  await client.query(
    `insert into event_conflict
       (event_id, event_time, bundle_id, segment_id, record_offset, record_length, record_hash)
     select * from unnest($1::uuid[], $2::timestamptz[], $3::int[], $4::bigint[], $5::int[], $6::int[], $7::bigint[])
     on conflict do nothing`,
    [...columnsOf(events), events.map((event) => event.place.hash)],
  );
}

export async function insertCopies(client: pg.PoolClient, events: readonly BatchEvent[]): Promise<void> {
  if (events.length === 0) return;
  await client.query(
    `insert into event_copy (event_id, event_time, bundle_id, segment_id, record_offset, record_length)
     select * from unnest($1::uuid[], $2::timestamptz[], $3::int[], $4::bigint[], $5::int[], $6::int[])
     on conflict do nothing`,
    columnsOf(events),
  );
}

/** Adds to the hours that history and gaps are told from. Sorted, so that two ingests cannot wait for each other. */
export async function addActivity(
  client: pg.PoolClient,
  bundleId: number,
  records: readonly BatchEvent[],
  fresh: ReadonlySet<BatchEvent>,
): Promise<void> {
  const hours = new Map<
    string,
    { account: string; region: string; hour: number; records: number; events: number }
  >();
  for (const record of records) {
    const { accountId: account, region } = record;
    const hour = Math.floor(Date.parse(record.eventTime) / HOUR_MS);
    const key = JSON.stringify([account, region, hour]);
    const row = hours.get(key) ?? { account, region, hour, records: 0, events: 0 };
    hours.set(key, row);
    row.records += 1;
    if (fresh.has(record)) row.events += 1;
  }
  if (hours.size === 0) return;
  const rows = [...hours.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row);
  await client.query(
    `insert into activity_hour (bundle_id, account_id, region, hour, records, events)
     select $1, account, region, to_timestamp(hour * 3600.0), records, events
       from unnest($2::text[], $3::text[], $4::bigint[], $5::bigint[], $6::bigint[])
         as a (account, region, hour, records, events)
     on conflict (bundle_id, account_id, region, hour) do update
        set records = activity_hour.records + excluded.records, events = activity_hour.events + excluded.events`,
    [
      bundleId,
      rows.map((row) => row.account),
      rows.map((row) => row.region),
      rows.map((row) => row.hour),
      rows.map((row) => row.records),
      rows.map((row) => row.events),
    ],
  );
}
