import { rm } from 'node:fs/promises';
import type { Task } from 'graphile-worker';
import { z } from 'zod';
import type { Context } from '../db/context';
import { evaluateRules } from '../detection/evaluate-rules';
import { AppError } from '../errors';
import { ingestBundle } from '../ingest/ingest-bundle';
import { uploadFolder } from '../ingest/upload-folder';
import { log } from '../log';
import { hasNewEvents } from './has-new-events';

/** Every job there is, with the shape of its payload. */
export const TASK_PAYLOADS = {
  'ingest-bundle': z.object({ bundleId: z.number().int() }),
  'evaluate-rules': z.object({}).loose(),
} as const;
export type TaskName = keyof typeof TASK_PAYLOADS;

export interface TaskContext {
  readonly ctx: Context;
  readonly dataDir: string;
}

async function ingest({ ctx, dataDir }: TaskContext, bundleId: number): Promise<void> {
  const { bundle } = await ingestBundle(ctx, bundleId, { dataDir });
  await evaluateRules({ ctx, input: {}, kind: 'ingest' });
  // The evidence is in the database now; the files that were sent have done their duty.
  const isSpooled = bundle.origin === 'upload' || bundle.origin === 'api';
  if (isSpooled) await rm(uploadFolder(dataDir, bundleId), { recursive: true, force: true });
}

async function evaluate({ ctx }: TaskContext): Promise<void> {
  if (!(await hasNewEvents(ctx))) return;
  await evaluateRules({ ctx, input: {}, kind: 'scheduled' });
}

/** The handlers, for the worker process. A refusal (a bundle without files) is final; anything else is tried again. */
export function taskList(context: TaskContext): Record<TaskName, Task> {
  const refusalIsFinal = async (work: Promise<void>) => {
    try {
      await work;
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      log('warn', error.message);
    }
  };
  return {
    'ingest-bundle': (payload) =>
      refusalIsFinal(ingest(context, TASK_PAYLOADS['ingest-bundle'].parse(payload).bundleId)),
    'evaluate-rules': () => refusalIsFinal(evaluate(context)),
  };
}
