import { isDeepStrictEqual } from 'node:util';
import type pg from 'pg';
import { decodeRecord } from '../cloudtrail';
import { readEvidence } from '../events/read-evidence';
import type { BatchEvent } from './batch';
import { type Counters, noCounters } from './progress';

/** What became of the events of a batch. */
export interface Settled {
  /** To be inserted. */
  readonly fresh: BatchEvent[];
  /** Of those, the ones that take the place of a stored event of a lossy form: it has to go first. */
  readonly replacing: BatchEvent[];
  /** There already: remembered as copies. */
  readonly copies: BatchEvent[];
  readonly conflicts: BatchEvent[];
  readonly perMember: Map<number, Counters>;
}

interface StoredRow {
  readonly event_id: string;
  readonly event_time: Date;
  readonly hash: string;
  readonly is_lossy: boolean;
  readonly segment_id: number;
  readonly record_offset: number;
  readonly record_length: number;
}

/** What stands under a key: the event, and records that conflict with it. */
interface Holder {
  readonly hashes: Set<string>;
  readonly isLossy: boolean;
  /** Its record, for the comparison that a differing hash asks for. */
  readonly record: () => Promise<unknown>;
}

function keyOf(event: BatchEvent): string {
  return `${event.eventId} ${event.eventTime}`;
}

function decoded(bytes: Buffer, header: string | null): unknown {
  const result = decodeRecord(bytes, { header });
  return result.ok ? result.record : null;
}

function ownRecord({ content, place, header }: BatchEvent): unknown {
  return decoded(content.subarray(place.offset, place.offset + place.length), header);
}

/** What the database holds under the keys of the batch. */
async function storedHolders(
  client: pg.PoolClient,
  events: readonly BatchEvent[],
): Promise<Map<string, Holder>> {
  const times = events.map((event) => event.eventTime);
  const { first, last } = spanOf(times);
  const { rows } = await client.query<StoredRow>(
    // The outer bounds let PostgreSQL leave out the partitions of other months.
    `select e.event_id, e.event_time, e.record_hash::text as hash, e.lacks is not null as is_lossy,
            e.segment_id, e.record_offset, e.record_length
       from unnest($1::uuid[], $2::timestamptz[]) as wanted (id, at)
       join event e on e.event_id = wanted.id and e.event_time = wanted.at
      where e.event_time between $3::timestamptz and $4::timestamptz`,
    [events.map((event) => event.eventId), times, first, last],
  );
  const holders = new Map<string, Holder>();
  for (const row of rows) {
    holders.set(`${row.event_id} ${row.event_time.toISOString()}`, {
      hashes: new Set([row.hash]),
      isLossy: row.is_lossy,
      record: async () => {
        const place = { segmentId: row.segment_id, offset: row.record_offset, length: row.record_length };
        const found = await readEvidence(client, place);
        return found && decoded(found.bytes, found.header);
      },
    });
  }
  if (rows.length > 0) await addConflictHashes(client, holders, events);
  return holders;
}

async function addConflictHashes(
  client: pg.PoolClient,
  holders: ReadonlyMap<string, Holder>,
  events: readonly BatchEvent[],
): Promise<void> {
  const { rows } = await client.query<{ event_id: string; event_time: Date; hash: string }>(
    `select event_id, event_time, record_hash::text as hash from event_conflict where event_id = any($1::uuid[])`,
    [[...new Set(events.map((event) => event.eventId))]],
  );
  for (const row of rows) {
    holders.get(`${row.event_id} ${row.event_time.toISOString()}`)?.hashes.add(row.hash);
  }
}

/** Earliest and latest of ISO times of one form, which compare as text. */
export function spanOf(times: readonly string[]): { first: string; last: string } {
  const [start = ''] = times;
  let [first, last] = [start, start];
  for (const time of times) {
    if (time < first) first = time;
    else if (time > last) last = time;
  }
  return { first, last };
}

/**
 * Tells new events from duplicates and conflicts. Same key and same bytes: a duplicate. Other bytes are a duplicate
 * too when they say the same (white space, order of keys) or when their form leaves things out; a whole record takes
 * the place of a lossy one. What remains is a conflict.
 *
 * @param isNew the caller believes that none of them is stored: the database's unique key proves or refutes it.
 */
export async function settleEvents(
  client: pg.PoolClient,
  events: readonly BatchEvent[],
  isNew: boolean,
): Promise<Settled> {
  const settled: Settled = { fresh: [], replacing: [], copies: [], conflicts: [], perMember: new Map() };
  const holders =
    isNew || events.length === 0 ? new Map<string, Holder>() : await storedHolders(client, events);
  for (const event of events) {
    const outcome = await outcomeOf(event, holders, settled);
    const counters = settled.perMember.get(event.memberId) ?? noCounters();
    settled.perMember.set(event.memberId, counters);
    counters[outcome] += 1;
  }
  return settled;
}

async function outcomeOf(
  event: BatchEvent,
  holders: Map<string, Holder>,
  settled: Settled,
): Promise<'inserted' | 'duplicates' | 'conflicts'> {
  const key = keyOf(event);
  const hash = String(event.place.hash);
  const holder = holders.get(key);
  if (!holder) {
    holders.set(key, asHolder(event, new Set([hash])));
    settled.fresh.push(event);
    return 'inserted';
  }
  const isWhole = event.lacks.length === 0;
  if (holder.isLossy && isWhole) {
    // Within a batch the lossy one has not been written yet and just gives way.
    const earlier = settled.fresh.findIndex((other) => keyOf(other) === key);
    if (earlier >= 0) settled.fresh.splice(earlier, 1);
    else settled.replacing.push(event);
    holders.set(key, asHolder(event, new Set([hash])));
    settled.fresh.push(event);
    return earlier >= 0 ? 'duplicates' : 'inserted';
  }
  const isSame =
    holder.hashes.has(hash) || !isWhole || isDeepStrictEqual(await holder.record(), ownRecord(event));
  if (isSame) {
    settled.copies.push(event);
    return 'duplicates';
  }
  holder.hashes.add(hash);
  settled.conflicts.push(event);
  return 'conflicts';
}

function asHolder(event: BatchEvent, hashes: Set<string>): Holder {
  return {
    hashes,
    isLossy: event.lacks.length > 0,
    record: async () => ownRecord(event),
  };
}
