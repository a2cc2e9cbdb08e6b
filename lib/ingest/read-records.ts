import { hash } from 'node:crypto';
import {
  type CloudTrailRecord,
  type DecodedRecord,
  decodeRecord,
  type Enrich,
  eventKey,
  forgetUntold,
  recordKind,
  recordProblem,
  toEcsSlots,
} from '../cloudtrail';
import { storableJson } from '../db/storable';
import { SLOT } from '../ecs';
import { seenText, writeEventRow } from '../events/columns';
import type { Batch } from './batch';
import type { ChunkRecord } from './task';

/** The bytes that records are read from, and what stands for them in the database. */
export interface RecordSource {
  readonly bundleId: number;
  readonly memberId: number;
  readonly segmentId: number;
  readonly path: string;
  readonly content: Buffer;
  /** Position of `content` in the member. */
  readonly memberOffset: number;
  readonly header: string | null;
  /** Problems listed one by one; beyond that only their number. */
  readonly problemsMax: number;
}

/** Turns the records of one stretch of bytes into events of a batch, and counts what is none. */
export class RecordsToBatch {
  private readonly skips = new Map<string, number>();
  private listed = 0;
  private unlisted = 0;

  constructor(
    private readonly source: RecordSource,
    private readonly batch: Batch,
    private readonly enrich: Enrich,
  ) {}

  /** `record.offset` counts from the start of the content. */
  add(record: ChunkRecord): void {
    const { source, batch } = this;
    const counters = batch.counters(source.memberId);
    counters.records += 1;
    const bytes = source.content.subarray(record.offset, record.offset + record.length);
    const decoded = decodeRecord(bytes, { needsExactParse: record.needsExactParse, header: source.header });
    const position = source.memberOffset + record.offset;
    if (!decoded.ok) {
      this.problem(position, record.ordinal, decoded.reason);
      return;
    }
    const reason = recordProblem(decoded.record);
    if (reason === null) this.event(decoded, bytes, record);
    else this.noEvent(decoded.record, reason, position, record.ordinal);
  }

  /** Something that could not be read, at a position in the member. */
  problem(position: number, ordinal: number, reason: string, isEnd = false): void {
    const { source, batch } = this;
    batch.counters(source.memberId).errors += 1;
    if (this.listed >= source.problemsMax && !isEnd) {
      this.unlisted += 1;
      return;
    }
    this.listed += 1;
    const where = `record ${ordinal + 1}, byte ${position}`;
    batch.problems.push({ member: source.path, kind: 'error', position: where, reason, count: 1 });
  }

  /** Tells what was counted and not listed one by one. */
  end(): void {
    const { source, batch } = this;
    const member = source.path;
    for (const [reason, count] of this.skips) {
      batch.problems.push({ member, kind: 'skip', position: '', reason, count });
    }
    if (this.unlisted === 0) return;
    const reason = 'more errors of this member, not listed one by one';
    batch.problems.push({ member, kind: 'error', position: '', reason, count: this.unlisted });
  }

  private event(
    decoded: Extract<DecodedRecord, { ok: true }>,
    bytes: Buffer,
    { offset, length }: ChunkRecord,
  ): void {
    const { source, batch } = this;
    const { record, lacks } = decoded;
    const { memberId, bundleId, segmentId, header } = source;
    if (lacks.length > 0) for (const field of lacks) batch.lacks(memberId).add(field);
    const slots = toEcsSlots(record, this.enrich);
    forgetUntold(slots, lacks);
    // The same record may come inside something else next time: what counts are its own bytes.
    const own = decoded.text === null ? bytes : Buffer.from(decoded.text);
    const eventId = eventKey(typeof record.eventID === 'string' ? record.eventID : undefined, own);
    const place = {
      bundleId,
      segmentId,
      offset,
      length,
      hash: hash('sha256', own, 'buffer').readBigInt64BE(0),
    };
    batch.events.push({
      eventId,
      eventTime: String(slots[SLOT['@timestamp']]),
      accountId: seenText(slots, 'cloud.account.id'),
      region: seenText(slots, 'cloud.region'),
      place,
      memberId,
      lacks,
      row: writeEventRow(batch.rows, { eventId, slots, place, lacks }),
      content: source.content,
      header,
    });
  }

  private noEvent(record: CloudTrailRecord, reason: string, position: number, ordinal: number): void {
    const { source, batch } = this;
    const kind = recordKind(record);
    if (kind === 'event' || kind === 'insight') {
      this.problem(position, ordinal, reason);
      return;
    }
    if (kind === 'digest') batch.digests.push({ memberId: source.memberId, body: storableJson(record) });
    batch.counters(source.memberId).skipped += 1;
    this.skips.set(reason, (this.skips.get(reason) ?? 0) + 1);
  }
}
