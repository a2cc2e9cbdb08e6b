import type pg from 'pg';
import type { Enrich } from '../cloudtrail';
import { readTask } from './read-task';
import type { Task, TaskResult } from './task';
import { BatchWriter } from './write-batch';

/** Does tasks one after another or side by side, in this thread: reads them and writes what they give. */
export function taskWorker(pool: pg.Pool, enrich: Enrich): (task: Task) => Promise<TaskResult> {
  const writer = new BatchWriter(pool);
  return async (task) => {
    const { batch, unread } = await readTask(task, enrich);
    await writer.write(task, batch);
    return { unread };
  };
}
