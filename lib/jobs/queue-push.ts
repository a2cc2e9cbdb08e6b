import { mkdir, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import type { ReadableStream } from 'node:stream/web';
import { assertCan } from '../auth/permissions';
import { createPushedBundle } from '../bundles/create-pushed';
import type { BundleStatus } from '../bundles/schemas';
import type { Context } from '../db/context';
import { env } from '../env';
import { AppError } from '../errors';
import { formatUtc } from '../format';
import { spoolPush } from '../ingest/spool-push';
import { uploadFolder } from '../ingest/upload-folder';
import { enqueue } from './queue';

export interface PushInput {
  readonly body: ReadableStream<Uint8Array> | null;
  readonly bytesClaimed: number | null;
  readonly name?: string | undefined;
  readonly requestKey: string | null;
}

export interface Pushed {
  readonly bundleId: number;
  readonly status: BundleStatus;
}

/**
 * Takes in what a program pushes: the body goes to disk, and a bundle with its job comes to be in one transaction.
 * The same request key again is answered with the bundle that there is.
 */
export async function queuePush({ ctx, input }: { ctx: Context; input: PushInput }): Promise<Pushed> {
  assertCan(ctx.actor, 'ingest');
  if (ctx.actor.kind !== 'token') throw new AppError('forbidden', 'A push needs a token.');
  const { id: tokenId, name: tokenName } = ctx.actor;
  const { requestKey } = input;
  const before = await findPushed(ctx, tokenId, requestKey);
  if (before) return before;

  const { TRAILHOUND_DATA_DIR: dataDir, TRAILHOUND_PUSH_BYTES_MAX: bytesMax } = env();
  const { bytesClaimed } = input;
  const spooled = await spoolPush(input.body, {
    dataDir,
    name: input.name ?? 'push',
    bytesMax,
    bytesClaimed,
  });
  const placed: string[] = [spooled.folder];
  try {
    const made = await createPushedBundle({
      ctx,
      input: {
        tokenId,
        name: input.name ?? `push ${tokenName.replace(/^token /, '')} ${formatUtc(new Date().toISOString())}`,
        bytes: spooled.bytes,
        requestKey,
      },
      place: async (bundleId) => {
        const folder = uploadFolder(dataDir, bundleId);
        await mkdir(path.dirname(folder), { recursive: true });
        await rename(spooled.folder, folder);
        placed.push(folder);
        return folder;
      },
      enqueueIngest: (tx, bundleId) =>
        enqueue(tx, 'ingest-bundle', { bundleId }, `ingest-bundle-${bundleId}`),
    });
    if (made) return { bundleId: made.id, status: 'queued' };
  } catch (error) {
    await Promise.all(placed.map((folder) => rm(folder, { recursive: true, force: true })));
    throw error;
  }
  // Another request with the same key was faster.
  await rm(spooled.folder, { recursive: true, force: true });
  const other = await findPushed(ctx, tokenId, requestKey);
  if (!other) throw new AppError('conflict', 'The bundle of this Idempotency-Key has just been deleted.');
  return other;
}

async function findPushed(ctx: Context, apiTokenId: number, requestKey: string | null) {
  if (requestKey === null) return null;
  const bundle = await ctx.db.prisma.bundle.findFirst({ where: { apiTokenId, requestKey } });
  return bundle && { bundleId: bundle.id, status: bundle.status as BundleStatus };
}
