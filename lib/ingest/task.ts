import type { MemberRefusal } from '../cloudtrail';

/** A small member as it came, not unpacked yet. */
export interface WholeMember {
  readonly memberId: number;
  readonly segmentId: number;
  readonly path: string;
  readonly bytes: Uint8Array;
  readonly isGzip: boolean;
  readonly sha256: string;
}

/** Where a record lies in a chunk, and its place among the records of the member. */
export interface ChunkRecord {
  readonly offset: number;
  readonly length: number;
  readonly ordinal: number;
  readonly needsExactParse: boolean;
}

/** A stretch of a member that is read as a stream: its text from one record boundary to the next. */
export interface Chunk {
  readonly memberId: number;
  readonly segmentId: number;
  readonly path: string;
  /** Position of the first byte in the member's decompressed bytes. */
  readonly memberOffset: number;
  readonly bytes: Uint8Array;
  readonly records: readonly ChunkRecord[];
  /** What the scan could not read, with positions in the member. */
  readonly problems: ReadonlyArray<{
    readonly offset: number;
    readonly ordinal: number;
    readonly reason: string;
    /** Why the member ends here: told however far into it that is. */
    readonly isEnd: boolean;
  }>;
  readonly header: string | null;
}

/** A part of a member's bytes as they came, where its segments do not give them back. */
export interface OriginalPart {
  readonly memberId: number;
  readonly part: number;
  readonly bytes: Uint8Array;
}

/** A member whose bytes another member had already. */
export interface KnownMember {
  readonly memberId: number;
  readonly path: string;
  readonly sha256: string;
  readonly bytes: number;
  readonly sameAs: number;
}

/** A file that is none of our business, or could not be read. */
export type RefusedMember = MemberRefusal & { readonly memberId: number };

/** What is known of a streamed member when all its chunks have been written. */
export interface MemberEnd {
  readonly memberId: number;
  readonly envelope: string;
  readonly sha256: string;
  readonly bytes: number;
  readonly contentSha256: string;
  readonly contentBytes: number;
  readonly header: string | null;
  readonly keptAs: 'segments' | 'parts';
}

/** What one thread turns into events and writes in one transaction. Plain data: it crosses threads. */
export interface Task {
  readonly bundleId: number;
  /** Bytes of the sources read when the task was made. */
  readonly bytesRead: number;
  readonly wholes: readonly WholeMember[];
  readonly chunks: readonly Chunk[];
  readonly parts: readonly OriginalPart[];
  readonly known: readonly KnownMember[];
  readonly refused: readonly RefusedMember[];
  readonly ended: readonly MemberEnd[];
}

export interface TaskResult {
  /** Ids of whole members that could not be unpacked in one piece: nothing of them was written, stream them. */
  readonly unread: readonly number[];
}

/** Does tasks, here or in threads, several at once. */
export interface TaskRunner {
  /** Tasks that may be under way at the same time. */
  readonly capacity: number;
  run(task: Task): Promise<TaskResult>;
  close(): Promise<void>;
}
