import { z } from 'zod';
import { queueBundle } from '../bundles/queue';
import type { Context } from '../db/context';
import { env } from '../env';
import { uploadFolder } from '../ingest/upload-folder';
import { enqueue } from './queue';

export const QueueUploadInput = z.object({ id: z.number().int().positive() });

/** Ends an upload: the worker takes the bundle's files from here. */
export function queueUpload({
  ctx,
  input: { id },
}: {
  ctx: Context;
  input: z.infer<typeof QueueUploadInput>;
}): Promise<{ id: number }> {
  return queueBundle({
    ctx,
    input: { id, folder: uploadFolder(env().TRAILHOUND_DATA_DIR, id) },
    enqueueIngest: (tx, bundleId) => enqueue(tx, 'ingest-bundle', { bundleId }, `ingest-bundle-${bundleId}`),
  });
}
