import type pg from 'pg';
import type { MemberRefusal, WholeBytes } from '../cloudtrail';
import { Ids } from './ids';
import type {
  Chunk,
  KnownMember,
  MemberEnd,
  OriginalPart,
  RefusedMember,
  Task,
  TaskRunner,
  WholeMember,
} from './task';

/** Text a task aims at: some thousand events, so that a transaction's own cost does not count. */
const TASK_CONTENT_BYTES = 3 * 1024 * 1024;
const TASK_MEMBERS = 500;
/** A slow source still shows its progress. */
const TASK_AGE_MS = 1500;

/** A small member: where it lies, and its bytes. */
export interface SmallMember {
  readonly path: string;
  readonly whole: WholeBytes;
}

interface Open {
  wholes: SmallMember[];
  chunks: Chunk[];
  parts: OriginalPart[];
  refused: RefusedMember[];
  ended: MemberEnd[];
  contentBytes: number;
}

function emptyOpen(): Open {
  return { wholes: [], chunks: [], parts: [], refused: [], ended: [], contentBytes: 0 };
}

/**
 * Gathers members into tasks and hands them to the runner, no more at once than it can take: memory stays flat
 * however fast the source is. Small members whose bytes are known are not read at all.
 */
export class Dispatcher {
  private open = emptyOpen();
  private openedAt = performance.now();
  private readonly underWay = new Set<Promise<void>>();
  private readonly ending = new Set<Promise<void>>();
  private failure: { readonly error: unknown } | undefined;
  /** Members of tasks under way, by checksum: their rows are not there yet. */
  private readonly seen = new Map<string, number>();
  private readonly memberIds: Ids;
  private readonly segmentIds: Ids;
  private unread: SmallMember[] = [];

  constructor(
    private readonly pool: pg.Pool,
    private readonly runner: TaskRunner,
    private readonly bundleId: number,
    private readonly bytesRead: () => number,
  ) {
    this.memberIds = new Ids(pool, 'bundle_member');
    this.segmentIds = new Ids(pool, 'evidence_segment');
  }

  nextSegmentId(): Promise<number> {
    return this.segmentIds.next();
  }

  async addSmall({ path, whole }: SmallMember): Promise<void> {
    // Of the member only this is kept: its stream hangs on the archive it came from.
    this.open.wholes.push({ path, whole });
    this.open.contentBytes += Math.max(whole.contentBytes, whole.bytes.length);
    await this.flushIfDue();
  }

  async addRefusal(refusal: MemberRefusal): Promise<void> {
    this.open.refused.push({ ...refusal, memberId: await this.memberIds.next() });
    await this.flushIfDue();
  }

  async addChunk(chunk: Chunk): Promise<void> {
    this.open.chunks.push(chunk);
    this.open.contentBytes += chunk.bytes.length;
    await this.flushIfDue();
  }

  async addPart(part: OriginalPart): Promise<void> {
    this.open.parts.push(part);
    this.open.contentBytes += part.bytes.length;
    await this.flushIfDue();
  }

  /** Ends a streamed member once everything given of it so far has been written. Does not wait for that. */
  async endMember(end: MemberEnd): Promise<void> {
    await this.flush();
    const written: Promise<void> = Promise.all(this.underWay).then(() => {
      this.ending.delete(written);
      // With a task that failed, something of the member may be missing.
      if (!this.failure) this.open.ended.push(end);
    });
    this.ending.add(written);
  }

  /** Small members that could not be unpacked in one piece, since the last call: nothing of them was written. */
  takeUnread(): readonly SmallMember[] {
    const { unread } = this;
    this.unread = [];
    return unread;
  }

  /** Waits for the tasks under way, whatever becomes of them: nothing may be written after the ingest has ended. */
  async drain(): Promise<void> {
    await Promise.all(this.underWay);
  }

  /** Waits until everything given so far is in the database. */
  async settle(): Promise<void> {
    await this.flush();
    await this.drain();
    await Promise.all(this.ending);
    await this.flush();
    await this.drain();
    this.throwFailure();
  }

  private async flushIfDue(): Promise<void> {
    const { open } = this;
    const rows = open.wholes.length + open.refused.length;
    const isDue =
      open.contentBytes >= TASK_CONTENT_BYTES ||
      rows >= TASK_MEMBERS ||
      performance.now() - this.openedAt > TASK_AGE_MS;
    if (isDue) await this.flush();
  }

  private async flush(): Promise<void> {
    const { open } = this;
    this.open = emptyOpen();
    this.openedAt = performance.now();
    const isEmpty =
      open.wholes.length +
        open.chunks.length +
        open.parts.length +
        open.refused.length +
        open.ended.length ===
      0;
    if (isEmpty) return;
    const { task, members } = await this.toTask(open);
    while (this.underWay.size >= this.runner.capacity && !this.failure) await Promise.race(this.underWay);
    this.throwFailure();
    const work: Promise<void> = this.runner
      .run(task)
      .then(({ unread }) => {
        for (const id of unread) {
          const member = members.get(id);
          if (member) this.unread.push(member);
        }
        for (const { sha256 } of task.wholes) this.seen.delete(sha256);
      })
      .catch((error: unknown) => {
        this.failure ??= { error };
      })
      .finally(() => this.underWay.delete(work));
    this.underWay.add(work);
  }

  private throwFailure(): void {
    if (this.failure) throw this.failure.error;
  }

  private async toTask(open: Open): Promise<{ task: Task; members: ReadonlyMap<number, SmallMember> }> {
    // Asked first: a task that ends in between has its rows written by then.
    const underWay = new Map(open.wholes.map(({ whole }) => [whole.sha256, this.seen.get(whole.sha256)]));
    const stored = await this.storedMembers([...underWay.keys()]);
    const known: KnownMember[] = [];
    const wholes: WholeMember[] = [];
    const members = new Map<number, SmallMember>();
    for (const member of open.wholes) {
      const { path, whole } = member;
      const { sha256, bytes, isGzip } = whole;
      const memberId = await this.memberIds.next();
      const sameAs = stored.get(sha256) ?? underWay.get(sha256) ?? this.seen.get(sha256);
      if (sameAs !== undefined) {
        known.push({ memberId, path, sha256, bytes: bytes.length, sameAs });
        continue;
      }
      this.seen.set(sha256, memberId);
      members.set(memberId, member);
      wholes.push({ memberId, segmentId: await this.segmentIds.next(), path, bytes, isGzip, sha256 });
    }
    const { chunks, parts, refused, ended } = open;
    const { bundleId } = this;
    return {
      task: { bundleId, bytesRead: this.bytesRead(), wholes, chunks, parts, known, refused, ended },
      members,
    };
  }

  /** Members of any bundle that hold these bytes, read to their end. */
  private async storedMembers(checksums: readonly string[]): Promise<Map<string, number>> {
    if (checksums.length === 0) return new Map();
    const { rows } = await this.pool.query<{ sha256: string; id: number }>(
      `select sha256, min(id) as id from bundle_member
        where sha256 = any($1::text[]) and status = 'done' group by sha256`,
      [checksums],
    );
    return new Map(rows.map(({ sha256, id }) => [sha256, id]));
  }
}
