import type { z } from 'zod';
import type { Transaction } from '../db/context';
import type { TASK_PAYLOADS, TaskName } from './tasks';

/** Adds a job in the transaction of the change it follows from: neither happens without the other. */
export async function enqueue<Name extends TaskName>(
  tx: Transaction,
  name: Name,
  payload: z.input<(typeof TASK_PAYLOADS)[Name]>,
  key: string,
): Promise<void> {
  await tx.$executeRaw`
    select graphile_worker.add_job(${name}::text, ${JSON.stringify(payload)}::json, job_key := ${key}::text, max_attempts := 10)`;
}
