import type pg from 'pg';
import type { NewEvent } from '../events/columns';
import { Batch, type MemberEnd } from './batch';
import type { Problem } from './progress';
import type { CutSegment } from './segment-cutter';
import { writeBatch } from './write-batch';

const EVENTS_MAX = 10_000;
const BYTES_MAX = 24 * 1024 * 1024;
/** A slow source still shows its progress. */
const FLUSH_AFTER_MS = 1500;
const IDS_AT_ONCE = 64;

/**
 * Gathers what the members give and writes it batch by batch, in order, one write under way while the next batch
 * fills. What is committed is complete: every event lies in evidence, every count is right.
 */
export class BatchWriter {
  private batch = new Batch();
  private cut: Array<CutSegment & { readonly memberId: number }> = [];
  private bytes = 0;
  private lastFlush = performance.now();
  private writing: Promise<unknown> = Promise.resolve();
  private ids: number[] = [];

  constructor(
    private readonly pool: pg.Pool,
    private readonly bundleId: number,
    private readonly bytesRead: () => number,
  ) {}

  /** Fetches segment ids ahead, so that a record can name its segment before it is written. */
  async reserveIds(): Promise<void> {
    if (this.ids.length >= IDS_AT_ONCE / 2) return;
    const { rows } = await this.pool.query<{ id: number }>(
      `select nextval(pg_get_serial_sequence('evidence_segment', 'id')) as id from generate_series(1, ${IDS_AT_ONCE})`,
    );
    this.ids.push(...rows.map((row) => row.id));
  }

  readonly nextId = (): number => {
    const id = this.ids.shift();
    if (id === undefined) throw new Error('Segment ids ran out before more were reserved.');
    return id;
  };

  addEvent(memberId: number, event: NewEvent): void {
    this.batch.events.push({ ...event, memberId });
  }

  addSegment(memberId: number, segment: CutSegment | null): void {
    if (!segment) return;
    this.cut.push({ ...segment, memberId });
    this.bytes += segment.length;
  }

  addProblem(problem: Problem): void {
    this.batch.problems.push(problem);
  }

  count(memberId: number, counter: 'records' | 'skipped' | 'errors'): void {
    this.batch.member(memberId).counters[counter] += 1;
  }

  endMember(memberId: number, end: MemberEnd): void {
    this.batch.member(memberId).end = end;
  }

  /** Whether the batch is full, or old enough to be shown. */
  get isDue(): boolean {
    const { length } = this.batch.events;
    if (length >= EVENTS_MAX || this.bytes >= BYTES_MAX) return true;
    return (length > 0 || this.batch.members.size > 0) && performance.now() - this.lastFlush > FLUSH_AFTER_MS;
  }

  /** Starts writing what there is, after the write before it. The events' segments must have been cut. */
  async flush(): Promise<void> {
    const batch = this.batch;
    if (batch.isEmpty && this.cut.length === 0) return;
    const cut = this.cut;
    this.batch = new Batch();
    this.cut = [];
    this.bytes = 0;
    this.lastFlush = performance.now();
    await this.writing;
    for (const { id, memberId, offset, length, data } of cut) {
      batch.segments.push({ id, memberId, memberOffset: offset, length, data: await data });
    }
    this.writing = writeBatch(this.pool, this.bundleId, batch, { bytesRead: this.bytesRead() });
    // The next flush or `finish` awaits it; until then its failure is not unhandled.
    this.writing.catch(() => undefined);
  }

  async finish(): Promise<void> {
    await this.flush();
    await this.writing;
  }
}
