import type pg from 'pg';
import { DEFAULT_RECORD_LIMITS, type Member, type RecordItem, readRecords } from '../cloudtrail';
import type { Dispatcher } from './dispatcher';
import { OriginalKeeper } from './original-keeper';
import { SEGMENT_BYTES, SegmentCutter } from './segment-cutter';
import type { Chunk, ChunkRecord } from './task';

type Problem = Chunk['problems'][number];

/** A stretch of the member that is in evidence already, from an ingest that was interrupted. */
interface Covered {
  readonly start: number;
  readonly end: number;
}

/** Registers the member, or finds where it was left. */
async function registerMember(
  pool: pg.Pool,
  bundleId: number,
  path: string,
): Promise<{
  readonly memberId: number;
  readonly covered: Covered[];
  readonly keptParts: ReadonlySet<number>;
}> {
  const { rows } = await pool.query<{ id: number }>(
    `insert into bundle_member (bundle_id, path, status) values ($1, $2, 'running')
     on conflict (bundle_id, path) do update set status = 'running' returning id`,
    [bundleId, path],
  );
  const [member] = rows;
  if (!member) throw new Error(`The member ${path} could not be registered.`);
  const segments = await pool.query<Covered>(
    `select member_offset as start, member_offset + length as "end" from evidence_segment
      where member_id = $1 order by member_offset`,
    [member.id],
  );
  const parts = await pool.query<{ part: number }>(
    'select part from evidence_original where member_id = $1',
    [member.id],
  );
  return {
    memberId: member.id,
    covered: segments.rows,
    keptParts: new Set(parts.rows.map(({ part }) => part)),
  };
}

/** One member on its way through the scanner: its records are cut into chunks, which threads turn into events. */
class MemberStream {
  private records: ChunkRecord[] = [];
  private problems: Problem[] = [];
  /** Behind the last item taken: what is cut here is not read again after an interruption. */
  private itemsEnd = 0;
  private header: string | null = null;
  private isBrokenOff = false;
  /** End of the last stretch that an ingest before this one has dealt with. */
  private coveredEnd = 0;
  private readonly cutter = new SegmentCutter();

  constructor(
    private readonly member: Member,
    private readonly memberId: number,
    private readonly covered: Covered[],
    private readonly keptParts: ReadonlySet<number>,
    private readonly dispatcher: Dispatcher,
  ) {}

  async run(): Promise<void> {
    const { isPacked, stream } = this.member;
    const original = isPacked ? new OriginalKeeper(this.memberId, this.keptParts, this.dispatcher) : null;
    if (original) this.member.listen((piece) => original.add(piece));
    const reader = readRecords(this.withoutHoarding(this.cutter.through(this.noting(stream))));
    for await (const items of reader.batches()) {
      this.header = reader.header;
      for (const item of items) await this.take(item);
      if (this.cutter.pendingBytes >= SEGMENT_BYTES) await this.cut(this.itemsEnd);
      await original?.flush();
    }
    await this.passCovered(this.cutter.readUpTo);
    await this.cut(this.cutter.readUpTo);
    await original?.end();
    await this.dispatcher.endMember({
      memberId: this.memberId,
      envelope: reader.envelope,
      header: reader.header,
      keptAs: isPacked ? 'parts' : 'segments',
      ...this.member.summary(),
    });
  }

  private async take(item: RecordItem): Promise<void> {
    await this.passCovered(item.offset);
    // Of a record that is too long the end is found when its start has been cut off already: that is told all the same.
    const isPast = item.offset < this.cutter.segmentStart;
    if (isPast && (item.kind === 'record' || item.offset < this.coveredEnd)) return;
    if (item.kind === 'record') {
      const { offset, length, ordinal, needsExactParse } = item;
      this.itemsEnd = offset + length;
      this.records.push({ offset, length, ordinal, needsExactParse });
    } else {
      const { offset, ordinal, reason } = item;
      this.itemsEnd = Math.max(this.itemsEnd, Math.min(offset + 1, this.cutter.readUpTo));
      this.problems.push({ offset, ordinal, reason, isEnd: this.isBrokenOff });
    }
  }

  /** Steps over what is in evidence before `position`. Its bounds are record boundaries, so no record spans them. */
  private async passCovered(position: number): Promise<void> {
    for (let next = this.covered[0]; next && next.start <= position; next = this.covered[0]) {
      this.covered.shift();
      await this.cut(next.start);
      this.cutter.skipTo(next.end);
      this.coveredEnd = next.end;
      this.itemsEnd = Math.max(this.itemsEnd, next.end);
    }
  }

  /** Passes the bytes on, and remembers when they break off: what is reported from then on says why. */
  private async *noting(bytes: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
    try {
      yield* bytes;
    } catch (error) {
      this.isBrokenOff = true;
      throw error;
    }
  }

  /**
   * Passes the bytes on, and writes evidence even where no record comes of them: a member of gigabytes that holds
   * nothing we know must not gather in memory. No record that is still open can reach back further than its limit.
   */
  private async *withoutHoarding(bytes: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
    const { recordBytesMax } = DEFAULT_RECORD_LIMITS;
    for await (const piece of bytes) {
      const safe = this.cutter.readUpTo - recordBytesMax;
      if (safe - Math.max(this.itemsEnd, this.cutter.segmentStart) >= SEGMENT_BYTES) {
        await this.passCovered(safe);
        await this.cut(safe);
        this.itemsEnd = Math.max(this.itemsEnd, safe);
      }
      yield piece;
    }
  }

  private async cut(upTo: number): Promise<void> {
    const { segmentStart } = this.cutter;
    const bytes = this.cutter.cut(upTo);
    const { records, problems } = this;
    if (!bytes && records.length + problems.length === 0) return;
    this.records = [];
    this.problems = [];
    await this.dispatcher.addChunk({
      memberId: this.memberId,
      segmentId: await this.dispatcher.nextSegmentId(),
      path: this.member.path,
      memberOffset: segmentStart,
      bytes: bytes ?? new Uint8Array(0),
      records: records.map((record) => ({ ...record, offset: record.offset - segmentStart })),
      problems,
      header: this.header,
    });
  }
}

/**
 * Reads a member that is too large, or too damaged, to be taken whole. What was written of it before an interruption
 * is passed over. A damaged record or a stream that breaks off is reported and what came before is kept.
 */
export async function streamMember(
  pool: pg.Pool,
  bundleId: number,
  member: Member,
  dispatcher: Dispatcher,
): Promise<void> {
  const { memberId, covered, keptParts } = await registerMember(pool, bundleId, member.path);
  await new MemberStream(member, memberId, covered, keptParts, dispatcher).run();
}
