import { parentPort, workerData } from 'node:worker_threads';
import { openIngestPool } from '../db/client';
import { type GeoData, geoFromData } from '../enrich';
import { toUserAgentFields } from '../enrich/agent';
import { errorMessage } from '../errors';
import { taskWorker } from './run-task';
import type { Task } from './task';

/** What a thread is started with. */
export interface ThreadData {
  readonly url: string;
  readonly geo: GeoData;
  readonly tasksAtOnce: number;
}

/** A task on its way to the thread, and what came of it on the way back. */
export interface ThreadRequest {
  readonly id: number;
  readonly task: Task;
}
export type ThreadReply =
  | { readonly id: number; readonly unread: readonly number[] }
  | { readonly id: number; readonly error: string };

const { url, geo, tasksAtOnce } = workerData as ThreadData;
const pool = openIngestPool(url, tasksAtOnce);
const look = geoFromData(geo);
const work = taskWorker(pool, { geo: (ip) => look.lookup(ip), agent: toUserAgentFields });

parentPort?.on('message', async ({ id, task }: ThreadRequest) => {
  const reply: ThreadReply = await work(task).then(
    ({ unread }) => ({ id, unread }),
    (error: unknown) => ({ id, error: errorMessage(error) }),
  );
  parentPort?.postMessage(reply);
});
