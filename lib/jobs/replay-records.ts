import path from 'node:path';
import type pg from 'pg';
import type { ReplayRecords } from '../bundles/delete';
import { DEFAULT_RECORD_LIMITS, type Enrich, type RecordSlice, readRecords } from '../cloudtrail';
import { geoFromData, loadGeoData } from '../enrich';
import { toUserAgentFields } from '../enrich/agent';
import { readSegments } from '../events/read-evidence';
import { Batch } from '../ingest/batch';
import { RecordsToBatch } from '../ingest/read-records';
import { settleEvents } from '../ingest/settle-events';
import { copyEvents, insertConflicts, insertCopies } from '../ingest/write-events';
import { ReplayCounts } from './replay-counts';

/** Records settled at once: bounds what is in memory. */
const EVENTS_AT_ONCE = 5000;

/** A segment with records to settle: those at some places, or, of a member that was only known so far, all. */
interface ReplaySegment {
  readonly id: number;
  readonly bundle_id: number;
  readonly member_id: number;
  readonly is_whole: boolean;
}

interface Place {
  readonly record_offset: number;
  readonly record_length: number;
  readonly counted_as: 'duplicates' | 'conflicts';
}

/** Settles records of one deletion, a batch at a time. */
class Replay {
  private batch = new Batch();
  private readonly counts = new ReplayCounts();
  private readonly whole = new Set<number>();

  constructor(
    private readonly client: pg.PoolClient,
    private readonly enrich: Enrich,
  ) {}

  async run(segments: readonly ReplaySegment[]): Promise<void> {
    for (const own of byMember(segments)) {
      if (own[0]?.is_whole) await this.readMember(own[0].member_id, own);
      else for (const segment of own) await this.readPlaces(segment);
    }
    await this.settle();
    await this.counts.write(this.client);
  }

  private async readPlaces(segment: ReplaySegment): Promise<void> {
    const { rows } = await this.client.query<Place>(
      `select record_offset, record_length, counted_as from replay_place where segment_id = $1 order by record_offset`,
      [segment.id],
    );
    const content = (await readSegments(this.client, [segment.id])).get(segment.id);
    if (!content) throw new Error(`Segment ${segment.id} has no evidence.`);
    const records = this.recordsOf(segment, content.bytes, content.memberOffset, content.header);
    for (const place of rows) {
      this.counts.uncount(segment.member_id, place.counted_as);
      // Whether it needs the exact parse was known when it was read; the exact parse is right for all.
      const { record_offset: offset, record_length: length } = place;
      records.add({ offset, length, ordinal: 0, needsExactParse: true });
    }
    await this.settleIfDue();
  }

  /** Reads a member from its evidence, as it would have been read had nobody known its bytes. */
  private async readMember(memberId: number, segments: readonly ReplaySegment[]): Promise<void> {
    this.whole.add(memberId);
    const scanned = new ScannedMember(this.client, segments);
    const reader = readRecords(scanned.bytes());
    for await (const items of reader.batches()) {
      const records = items.filter((item) => item.kind === 'record');
      for (const { segment, memberOffset, bytes, own } of scanned.place(records)) {
        const batch = this.recordsOf(segment, bytes, memberOffset, reader.header);
        for (const { offset, length, ordinal, needsExactParse } of own) {
          batch.add({ offset: offset - memberOffset, length, ordinal, needsExactParse });
        }
        await this.settleIfDue();
      }
    }
  }

  private recordsOf(
    segment: ReplaySegment,
    content: Buffer,
    memberOffset: number,
    header: string | null,
  ): RecordsToBatch {
    const { bundle_id: bundleId, member_id: memberId, id: segmentId } = segment;
    const source = { bundleId, memberId, segmentId, path: '', content, memberOffset, header, problemsMax: 0 };
    return new RecordsToBatch(source, this.batch, this.enrich);
  }

  private async settleIfDue(): Promise<void> {
    if (this.batch.events.length >= EVENTS_AT_ONCE) await this.settle();
  }

  private async settle(): Promise<void> {
    const { events } = this.batch;
    this.batch = new Batch();
    if (events.length === 0) return;
    const settled = await settleEvents(this.client, events, false);
    await copyEvents(this.client, settled);
    await insertConflicts(this.client, settled.conflicts);
    await insertCopies(this.client, settled.copies);
    this.counts.count(events, settled, this.whole);
  }
}

function* byMember(segments: readonly ReplaySegment[]): Generator<ReplaySegment[]> {
  let own: ReplaySegment[] = [];
  for (const segment of segments) {
    if (own.length > 0 && own[0]?.member_id !== segment.member_id) {
      yield own;
      own = [];
    }
    own.push(segment);
  }
  if (own.length > 0) yield own;
}

/** The bytes of a member, segment after segment, and which of them a record lies in. */
class ScannedMember {
  private readonly open: Array<{ segment: ReplaySegment; start: number; bytes: Buffer }> = [];

  constructor(
    private readonly client: pg.PoolClient,
    private readonly segments: readonly ReplaySegment[],
  ) {}

  async *bytes(): AsyncGenerator<Buffer> {
    for (const segment of this.segments) {
      const found = (await readSegments(this.client, [segment.id])).get(segment.id);
      if (!found) throw new Error(`Segment ${segment.id} has no evidence.`);
      this.open.push({ segment, start: found.memberOffset, bytes: found.bytes });
      this.forget(found.memberOffset - DEFAULT_RECORD_LIMITS.recordBytesMax);
      yield found.bytes;
    }
  }

  /** A member of gigabytes without records must not gather here: none that is still open reaches back this far. */
  private forget(before: number): void {
    for (
      let first = this.open[0];
      first && first.start + first.bytes.length <= before;
      first = this.open[0]
    ) {
      this.open.shift();
    }
  }

  /** Records by segment: they were cut at record boundaries, so none spans two. Segments that are passed are let go. */
  *place(records: readonly RecordSlice[]) {
    let next = 0;
    while (next < records.length) {
      const current = this.open[0];
      const first = records[next];
      if (!current || !first) throw new Error('A record lies outside of its evidence.');
      const end = current.start + current.bytes.length;
      if (first.offset >= end) {
        this.open.shift();
        continue;
      }
      const from = next;
      while (next < records.length && (records[next]?.offset ?? end) < end) next += 1;
      const own = records.slice(from, next);
      yield { segment: current.segment, memberOffset: current.start, bytes: current.bytes, own };
    }
  }
}

/** Makes the replay that `deleteBundle` asks for. The geo tables are loaded only when there is something to settle. */
export function replayRecords(dataDir: string): ReplayRecords {
  return async (client) => {
    // The order of arrival: bundle, member, position.
    const { rows } = await client.query<ReplaySegment>(
      `select id, bundle_id, member_id, is_whole
         from (select segment.id, segment.bundle_id, segment.member_id, segment.member_offset, true as is_whole
                 from heir join evidence_segment segment on segment.member_id = heir.heir_id
               union all
               select distinct segment_id, bundle_id, member_id, member_offset, false from replay_place) s
        order by bundle_id, member_id, member_offset`,
    );
    if (rows.length === 0) return new ReplayCounts().write(client);
    const geo = geoFromData(await loadGeoData({ cacheDir: path.join(dataDir, 'geo') }));
    await new Replay(client, { geo: (ip) => geo.lookup(ip), agent: toUserAgentFields }).run(rows);
  };
}
