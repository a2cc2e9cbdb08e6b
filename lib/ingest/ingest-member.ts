import { hash } from 'node:crypto';
import {
  DEFAULT_RECORD_LIMITS,
  type Enrich,
  eventKey,
  type Member,
  parseRecord,
  type RecordProblem,
  type RecordSlice,
  readRecords,
  recordKind,
  recordProblem,
  toEcs,
} from '../cloudtrail';
import { errorMessage } from '../errors';
import type { BatchWriter } from './batch-writer';
import { SEGMENT_BYTES, SegmentCutter } from './segment-cutter';

/** Problems of one member kept one by one; beyond that only their number. */
const PROBLEMS_KEPT = 200;

export interface MemberTarget {
  readonly bundleId: number;
  readonly memberId: number;
  /** Bytes of the member that are in evidence already, with all their records. */
  readonly resumeAt: number;
  /** Errors told of those bytes. */
  readonly errorsBefore: number;
}

/** One member on its way into the database. */
class MemberIngest {
  private readonly skips = new Map<string, number>();
  private errors: number;
  private untold = 0;
  /** Behind the last item that was counted: what is cut here is not read again after an interruption. */
  private itemsEnd = 0;
  private readonly cutter: SegmentCutter;

  constructor(
    private readonly member: Member,
    private readonly target: MemberTarget,
    private readonly writer: BatchWriter,
    private readonly enrich: Enrich,
  ) {
    this.cutter = new SegmentCutter(target.resumeAt, writer.nextId);
    this.errors = target.errorsBefore;
  }

  async run(): Promise<void> {
    const reader = readRecords(this.withoutHoarding(this.cutter.through(this.member.stream)));
    for await (const items of reader.batches()) {
      await this.writer.reserveIds();
      for (const item of items) {
        // Everything before this point was committed together with its evidence.
        if (item.offset < this.target.resumeAt) continue;
        if (item.kind === 'record') this.record(item);
        else this.problem(item);
      }
      if (this.cutter.pendingBytes >= SEGMENT_BYTES) this.cut(this.itemsEnd);
      if (this.writer.isDue) {
        this.cut(this.itemsEnd);
        this.tell();
        await this.writer.flush();
      }
    }
    this.end(reader.envelope);
    if (this.writer.isDue) await this.writer.flush();
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
        await this.writer.reserveIds();
        this.cut(safe);
        this.itemsEnd = safe;
        if (this.writer.isDue) await this.writer.flush();
      }
      yield piece;
    }
  }

  private problem({ offset, ordinal, reason }: RecordProblem): void {
    this.itemsEnd = Math.max(this.itemsEnd, Math.min(offset + 1, this.cutter.readUpTo));
    this.error(`record ${ordinal + 1}, byte ${offset}`, reason);
  }

  private record(slice: RecordSlice): void {
    const { memberId, bundleId } = this.target;
    this.itemsEnd = slice.offset + slice.length;
    this.writer.count(memberId, 'records');
    const parsed = parseRecord(slice.bytes, slice.needsExactParse);
    if (!parsed.ok) {
      this.error(`record ${slice.ordinal + 1}, byte ${slice.offset}`, parsed.reason);
      return;
    }
    const { record } = parsed;
    const reason = recordProblem(record);
    if (reason !== null) {
      if (recordKind(record) === 'event')
        this.error(`record ${slice.ordinal + 1}, byte ${slice.offset}`, reason);
      else this.skip(reason);
      return;
    }
    const id = typeof record.eventID === 'string' ? record.eventID : undefined;
    this.writer.addEvent(memberId, {
      eventId: eventKey(id, slice.bytes),
      ecs: toEcs(record, this.enrich),
      place: {
        bundleId,
        segmentId: this.cutter.segmentId,
        offset: slice.offset - this.cutter.segmentStart,
        length: slice.length,
        hash: hash('sha256', slice.bytes, 'buffer').readBigInt64BE(0),
      },
    });
  }

  private cut(upTo: number): void {
    this.writer.addSegment(this.target.memberId, this.cutter.cut(upTo));
  }

  private skip(reason: string): void {
    this.writer.count(this.target.memberId, 'skipped');
    this.skips.set(reason, (this.skips.get(reason) ?? 0) + 1);
  }

  private error(position: string, reason: string): void {
    this.writer.count(this.target.memberId, 'errors');
    this.errors += 1;
    if (this.errors > PROBLEMS_KEPT) this.untold += 1;
    else this.writer.addProblem({ member: this.member.path, kind: 'error', position, reason, count: 1 });
  }

  /** Tells what is counted and not listed one by one, up to here: an interruption must not lose it. */
  private tell(): void {
    const member = this.member.path;
    for (const [reason, count] of this.skips) {
      this.writer.addProblem({ member, kind: 'skip', position: '', reason, count });
    }
    this.skips.clear();
    if (this.untold === 0) return;
    const reason = 'more errors of this member, not listed one by one';
    this.writer.addProblem({ member, kind: 'error', position: '', reason, count: this.untold });
    this.untold = 0;
  }

  private end(envelope: string): void {
    this.cut(this.cutter.readUpTo);
    this.tell();
    const { sha256, bytes } = this.member.summary();
    this.writer.endMember(this.target.memberId, { envelope, status: 'done', sha256, bytes, reason: null });
  }
}

/**
 * Reads one member to its end: records become events, bytes become evidence. A damaged record or a stream that
 * breaks off is reported and what came before is kept.
 */
export async function ingestMember(
  member: Member,
  target: MemberTarget,
  writer: BatchWriter,
  enrich: Enrich,
): Promise<void> {
  try {
    await new MemberIngest(member, target, writer, enrich).run();
  } catch (error) {
    throw new Error(`${member.path}: ${errorMessage(error)}`, { cause: error });
  }
}
