import { stat } from 'node:fs/promises';
import { z } from 'zod';
import { assertCan } from '../auth/permissions';
import type { Context } from '../db/context';
import { env } from '../env';
import { uploadFolder } from './upload-folder';
import { uploadPath } from './upload-path';

export const ReceivedFilesInput = z.object({
  id: z.number().int().positive(),
  files: z.array(z.object({ path: z.string(), bytes: z.number().int().min(0) })).max(1_000_000),
});

/** Which files of an upload that goes on have arrived whole already: their places in the list that was asked about. */
export async function receivedFiles({
  ctx,
  input,
}: {
  ctx: Context;
  input: z.infer<typeof ReceivedFilesInput>;
}): Promise<number[]> {
  assertCan(ctx.actor, 'ingest');
  const folder = uploadFolder(env().TRAILHOUND_DATA_DIR, input.id);
  const received: number[] = [];
  for (const [index, { path, bytes }] of input.files.entries()) {
    const found = await stat(uploadPath(folder, path)).catch(() => null);
    if (found?.isFile() && found.size === bytes) received.push(index);
  }
  return received;
}
