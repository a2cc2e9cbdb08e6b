import { rm } from 'node:fs/promises';
import type { Task } from 'graphile-worker';
import { z } from 'zod';
import type { Context } from '../db/context';
import { evaluateRules } from '../detection/evaluate-rules';
import { AppError } from '../errors';
import { ingestBundle } from '../ingest/ingest-bundle';
import { uploadFolder } from '../ingest/upload-folder';
import { log } from '../log';
import { deleteAndEvaluate } from './delete-and-evaluate';
import { hasNewEvents } from './has-new-events';
import { queuePolls } from './poll-source';

/** Every job there is, with the shape of its payload. */
export const TASK_PAYLOADS = {
  'ingest-bundle': z.object({ bundleId: z.number().int() }),
  'delete-bundle': z.object({ bundleId: z.number().int() }),
  'evaluate-rules': z.object({}).loose(),
  'poll-sources': z.object({}).loose(),
  'poll-source': z.object({ sourceId: z.number().int() }),
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

async function remove({ ctx, dataDir }: TaskContext, bundleId: number): Promise<void> {
  try {
    await deleteAndEvaluate({ ctx, input: { id: bundleId }, dataDir });
  } catch (error) {
    // Another bundle is being read: tried again later, as any fault is.
    if (error instanceof AppError && error.code === 'conflict') throw new Error(error.message);
    throw error;
  }
}

async function evaluate({ ctx }: TaskContext): Promise<void> {
  if (!(await hasNewEvents(ctx))) return;
  await evaluateRules({ ctx, input: {}, kind: 'scheduled' });
}

/**
 * The handlers, for the worker process, but for looking at a source (see `startWorker`). A refusal (a bundle without
 * files) is final; anything else is tried again.
 */
export function taskList(context: TaskContext): Record<Exclude<TaskName, 'poll-source'>, Task> {
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
    'delete-bundle': (payload) =>
      refusalIsFinal(remove(context, TASK_PAYLOADS['delete-bundle'].parse(payload).bundleId)),
    'evaluate-rules': () => refusalIsFinal(evaluate(context)),
    'poll-sources': () => queuePolls(context.ctx),
  };
}
