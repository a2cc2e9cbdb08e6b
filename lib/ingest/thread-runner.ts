import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { GeoData } from '../enrich';
import type { ThreadData, ThreadReply, ThreadRequest } from './ingest-thread';
import type { Task, TaskResult, TaskRunner } from './task';

/**
 * PostgreSQL needs a core as well. Measured on two: a second thread took as long, and 180 MB more.
 */
const CORES_FOR_OTHERS = 1;
const THREADS_MAX = 4;
/** While PostgreSQL takes one task's rows, the thread reads the next. */
const TASKS_PER_THREAD = 2;

/**
 * Records live as long as their task: with V8's default they are copied again and again before they die.
 * Measured on 300,000 events, one thread: 107 µs an event with the default, 70 with this.
 */
const YOUNG_GENERATION_MB = 48;

interface Waiting {
  readonly resolve: (result: TaskResult) => void;
  readonly reject: (error: Error) => void;
}

/** One thread and the tasks it has in hand. */
class Thread {
  readonly waiting = new Map<number, Waiting>();
  private readonly worker: Worker;
  private ended: Error | undefined;

  constructor(data: ThreadData) {
    this.worker = new Worker(new URL('./ingest-thread.mjs', import.meta.url), {
      workerData: data,
      resourceLimits: { maxYoungGenerationSizeMb: YOUNG_GENERATION_MB },
    });
    this.worker.on('message', (reply: ThreadReply) => {
      const waiting = this.waiting.get(reply.id);
      this.waiting.delete(reply.id);
      if ('error' in reply) waiting?.reject(new Error(reply.error));
      else waiting?.resolve({ unread: reply.unread });
    });
    this.worker.on('error', (error) => this.fail(error instanceof Error ? error : new Error(String(error))));
    this.worker.on('exit', () => this.fail(new Error('An ingest thread ended before its work was done.')));
  }

  run(id: number, task: Task): Promise<TaskResult> {
    return new Promise((resolve, reject) => {
      if (this.ended) return reject(this.ended);
      this.waiting.set(id, { resolve, reject });
      const { task: copy, buffer } = detached(task);
      this.worker.postMessage({ id, task: copy } satisfies ThreadRequest, [buffer]);
    });
  }

  async close(): Promise<void> {
    await this.worker.terminate();
  }

  private fail(error: Error): void {
    this.ended ??= error;
    for (const { reject } of this.waiting.values()) reject(this.ended);
    this.waiting.clear();
  }
}

/**
 * A copy of the task whose bytes can be given away. Sending views would send all of the buffers they lie in, and the
 * bytes of small members are kept here until it is known that they could be read. All lie in one buffer: hundreds of
 * small ones, made in one thread and freed in another, leave memory in pieces.
 */
function detached(task: Task): { readonly task: Task; readonly buffer: ArrayBuffer } {
  const sized = [...task.wholes, ...task.chunks, ...task.parts];
  const buffer = new ArrayBuffer(sized.reduce((sum, { bytes }) => sum + bytes.length, 0));
  let at = 0;
  const own = <T extends { readonly bytes: Uint8Array }>(item: T): T => {
    const bytes = new Uint8Array(buffer, at, item.bytes.length);
    bytes.set(item.bytes);
    at += bytes.length;
    return { ...item, bytes };
  };
  const copy = {
    ...task,
    wholes: task.wholes.map(own),
    chunks: task.chunks.map(own),
    parts: task.parts.map(own),
  };
  return { task: copy, buffer };
}

/** Runs tasks in threads, each with connections of its own. */
export function threadRunner(url: string, geo: GeoData): TaskRunner {
  const count = Math.min(Math.max(1, availableParallelism() - CORES_FOR_OTHERS), THREADS_MAX);
  const threads = Array.from(
    { length: count },
    () => new Thread({ url, geo, tasksAtOnce: TASKS_PER_THREAD }),
  );
  let lastId = 0;
  return {
    capacity: count * TASKS_PER_THREAD,
    run(task) {
      lastId += 1;
      const [idle] = [...threads].sort((a, b) => a.waiting.size - b.waiting.size);
      if (!idle) throw new Error('There is no ingest thread.');
      return idle.run(lastId, task);
    },
    async close() {
      await Promise.all(threads.map((thread) => thread.close()));
    },
  };
}
