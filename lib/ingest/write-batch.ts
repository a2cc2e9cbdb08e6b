import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { storableText } from '../db/storable';
import { COPY_COLUMNS, type NewEvent, seenText, toCopyLine } from '../events/columns';
import { HOUR_MS } from '../time';
import type { Batch } from './batch';
import { ensureMonths, partitionMonth } from './ensure-months';
import { COUNTERS, type Counters, noCounters } from './progress';

/** Another ingest wrote the same event, or got into our way, between look-up and commit: look again. */
const RETRYABLE = new Set(['23505', '40P01', '40001']);
const TRIES_MAX = 8;
const COPY_CHUNK_LINES = 500;

type BatchEvent = Batch['events'][number];

interface Sorted {
  readonly fresh: BatchEvent[];
  readonly conflicts: BatchEvent[];
  readonly perMember: Map<number, Counters>;
}

function keyOf(event: NewEvent): string {
  return `${event.eventId} ${event.ecs['@timestamp']}`;
}

/** Record hashes by key, of those events of the batch that are stored already. */
async function storedHashes(
  client: pg.PoolClient,
  events: readonly BatchEvent[],
): Promise<Map<string, Set<string>>> {
  const times = events.map((event) => String(event.ecs['@timestamp']));
  const { first, last } = spanOf(times);
  const { rows } = await client.query<{ event_id: string; event_time: Date; hash: string }>(
    // The outer bounds let PostgreSQL leave out the partitions of other months.
    `select e.event_id, e.event_time, e.record_hash::text as hash
       from unnest($1::uuid[], $2::timestamptz[]) as wanted (id, at)
       join event e on e.event_id = wanted.id and e.event_time = wanted.at
      where e.event_time between $3::timestamptz and $4::timestamptz
      union all
     select c.event_id, c.event_time, c.record_hash::text
       from unnest($1::uuid[], $2::timestamptz[]) as wanted (id, at)
       join event_conflict c on c.event_id = wanted.id and c.event_time = wanted.at`,
    [events.map((event) => event.eventId), times, first, last],
  );
  const hashes = new Map<string, Set<string>>();
  for (const row of rows) {
    const key = `${row.event_id} ${row.event_time.toISOString()}`;
    const known = hashes.get(key);
    if (known) known.add(row.hash);
    else hashes.set(key, new Set([row.hash]));
  }
  return hashes;
}

/** Earliest and latest of ISO times of one form, which compare as text. */
function spanOf(times: readonly string[]): { first: string; last: string } {
  const [start = ''] = times;
  let [first, last] = [start, start];
  for (const time of times) {
    if (time < first) first = time;
    else if (time > last) last = time;
  }
  return { first, last };
}

/** Tells new events from duplicates (same key, same bytes) and conflicts (same key, other bytes). */
function sortOut(events: readonly BatchEvent[], stored: Map<string, Set<string>>): Sorted {
  const sorted: Sorted = { fresh: [], conflicts: [], perMember: new Map() };
  for (const event of events) {
    const counters = sorted.perMember.get(event.memberId) ?? noCounters();
    sorted.perMember.set(event.memberId, counters);
    const key = keyOf(event);
    const hash = String(event.place.hash);
    const known = stored.get(key);
    if (!known) {
      stored.set(key, new Set([hash]));
      sorted.fresh.push(event);
      counters.inserted += 1;
    } else if (known.has(hash)) {
      counters.duplicates += 1;
    } else {
      known.add(hash);
      sorted.conflicts.push(event);
      counters.conflicts += 1;
    }
  }
  return sorted;
}

function* copyChunks(events: readonly BatchEvent[], ingestedAt: string): Generator<string> {
  for (let start = 0; start < events.length; start += COPY_CHUNK_LINES) {
    let chunk = '';
    for (const event of events.slice(start, start + COPY_CHUNK_LINES)) chunk += toCopyLine(event, ingestedAt);
    yield chunk;
  }
}

async function copyEvents(client: pg.PoolClient, events: readonly BatchEvent[]): Promise<void> {
  if (events.length === 0) return;
  const { rows } = await client.query<{ now: Date }>('select clock_timestamp() as now');
  const ingestedAt = (rows[0]?.now ?? new Date()).toISOString();
  const sink = client.query(copyFrom(`copy event (${COPY_COLUMNS.join(', ')}) from stdin`));
  await pipeline(Readable.from(copyChunks(events, ingestedAt)), sink);
}

async function insertConflicts(client: pg.PoolClient, events: readonly BatchEvent[]): Promise<void> {
  for (const { eventId, ecs, place } of events) {
    await client.query(
      `insert into event_conflict
         (event_id, event_time, bundle_id, segment_id, record_offset, record_length, record_hash)
       values ($1, $2, $3, $4, $5, $6, $7)
       on conflict do nothing`,
      [eventId, ecs['@timestamp'], place.bundleId, place.segmentId, place.offset, place.length, place.hash],
    );
  }
}

async function insertSegments(client: pg.PoolClient, bundleId: number, batch: Batch): Promise<void> {
  const { segments } = batch;
  if (segments.length === 0) return;
  await client.query(
    `insert into evidence_segment (id, bundle_id, member_id, member_offset, length, codec, data)
     select id, $1, member_id, member_offset, length, 'gzip', data
       from unnest($2::bigint[], $3::int[], $4::bigint[], $5::int[], $6::bytea[])
         as s (id, member_id, member_offset, length, data)`,
    [
      bundleId,
      segments.map((segment) => segment.id),
      segments.map((segment) => segment.memberId),
      segments.map((segment) => segment.memberOffset),
      segments.map((segment) => segment.length),
      segments.map((segment) => segment.data),
    ],
  );
}

/** Adds to the hours that history and gaps are told from. Sorted, so that two ingests cannot wait for each other. */
async function addActivity(
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
    const { ecs } = record;
    const account = seenText(ecs, 'cloud.account.id');
    const region = seenText(ecs, 'cloud.region');
    const hour = Math.floor(Date.parse(String(ecs['@timestamp'])) / HOUR_MS);
    const key = JSON.stringify([account, region, hour]);
    const row = hours.get(key) ?? { account, region, hour, records: 0, events: 0 };
    hours.set(key, row);
    row.records += 1;
    if (fresh.has(record)) row.events += 1;
  }
  const rows = [...hours.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row);
  if (rows.length === 0) return;
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

/** What is only counted (no position) has one row per member and reason, which later batches add to. */
async function insertProblems(client: pg.PoolClient, bundleId: number, batch: Batch): Promise<void> {
  const { problems } = batch;
  if (problems.length === 0) return;
  await client.query(
    `with told as (
       select member, kind, position, reason, count
         from unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::bigint[])
           as p (member, kind, position, reason, count)
     ), added as (
       update ingest_problem known set count = known.count + told.count
         from told
        where told.position = '' and known.position = '' and known.bundle_id = $1
          and (known.member, known.kind, known.reason) = (told.member, told.kind, told.reason)
       returning known.member, known.kind, known.reason
     )
     insert into ingest_problem (bundle_id, member, kind, position, reason, count)
     select $1, told.*
       from told
      where told.position <> ''
         or (told.member, told.kind, told.reason) not in (select member, kind, reason from added)`,
    [
      bundleId,
      problems.map((problem) => problem.member),
      problems.map((problem) => problem.kind),
      problems.map((problem) => problem.position),
      // A parser's message may quote what it stumbled over.
      problems.map((problem) => storableText(problem.reason)),
      problems.map((problem) => problem.count),
    ],
  );
}

async function updateMembers(client: pg.PoolClient, batch: Batch, sorted: Sorted): Promise<Counters> {
  const total = noCounters();
  for (const [id, { counters, end }] of batch.members) {
    const counted = sorted.perMember.get(id);
    const sums = COUNTERS.map((counter) => {
      const sum = counters[counter] + (counted?.[counter] ?? 0);
      total[counter] += sum;
      return sum;
    });
    await client.query(
      `update bundle_member
          set ${COUNTERS.map((counter, index) => `${counter} = ${counter} + $${index + 2}`).join(', ')},
              status = coalesce($8, status), envelope = coalesce($9, envelope), sha256 = coalesce($10, sha256),
              bytes = coalesce($11, bytes), reason = coalesce($12, reason)
        where id = $1`,
      [id, ...sums, end?.status, end?.envelope, end?.sha256, end?.bytes, end?.reason],
    );
  }
  return total;
}

async function updateBundle(
  client: pg.PoolClient,
  bundleId: number,
  total: Counters,
  batch: Batch,
  progress: { readonly bytesRead: number },
): Promise<void> {
  const { first, last } = spanOf(batch.events.map((event) => String(event.ecs['@timestamp'])));
  const ended = [...batch.members.values()].filter((member) => member.end !== null).length;
  await client.query(
    `update bundle
        set ${COUNTERS.map((counter, index) => `${counter} = ${counter} + $${index + 2}`).join(', ')},
            members = members + $8, bytes_read = greatest(bytes_read, $9),
            first_event = least(first_event, $10::timestamptz), last_event = greatest(last_event, $11::timestamptz)
      where id = $1`,
    [
      bundleId,
      ...COUNTERS.map((counter) => total[counter]),
      ended,
      progress.bytesRead,
      first || null,
      last || null,
    ],
  );
}

async function writeOnce(
  pool: pg.Pool,
  bundleId: number,
  batch: Batch,
  progress: { readonly bytesRead: number },
): Promise<Counters> {
  const client = await pool.connect();
  try {
    await client.query('begin');
    const stored = batch.events.length > 0 ? await storedHashes(client, batch.events) : new Map();
    const sorted = sortOut(batch.events, stored);
    await insertSegments(client, bundleId, batch);
    await copyEvents(client, sorted.fresh);
    await insertConflicts(client, sorted.conflicts);
    await addActivity(client, bundleId, batch.events, new Set(sorted.fresh));
    await insertProblems(client, bundleId, batch);
    const total = await updateMembers(client, batch, sorted);
    await updateBundle(client, bundleId, total, batch, progress);
    await client.query('commit');
    client.release();
    return total;
  } catch (error) {
    // A COPY that broke off leaves the connection in doubt: drop it instead of reusing it.
    client.release(true);
    throw error;
  }
}

/**
 * Writes a batch in one transaction: evidence, events that are new, conflicts, hours, counts. Returns what it added
 * to the counts. Running it again with the same events adds duplicates and nothing else.
 */
export async function writeBatch(
  pool: pg.Pool,
  bundleId: number,
  batch: Batch,
  progress: { readonly bytesRead: number },
): Promise<Counters> {
  const months = new Set<string>();
  for (const { ecs } of batch.events) {
    const month = partitionMonth(String(ecs['@timestamp']));
    if (month) months.add(month);
  }
  await ensureMonths(pool, months);
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await writeOnce(pool, bundleId, batch, progress);
    } catch (error) {
      const code = error instanceof pg.DatabaseError ? error.code : undefined;
      if (attempt === TRIES_MAX || code === undefined || !RETRYABLE.has(code)) throw error;
    }
  }
}
