import { link, mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { FileStore } from '@tus/file-store';
import { Server, type Upload } from '@tus/server';
import { assertCan } from '../auth/permissions';
import type { Context } from '../db/context';
import { uploadFolder } from './upload-folder';
import { uploadPath } from './upload-path';

/** What a refused upload answers; tus sends it as it is. */
function refusal(status: number, sentence: string) {
  return { status_code: status, body: sentence };
}

async function assertReceiving(ctx: Context, upload: Upload): Promise<number> {
  const id = Number(upload.metadata?.bundleId);
  if (!Number.isInteger(id)) throw refusal(400, 'The upload does not say which bundle it belongs to.');
  const bundle = await ctx.db.prisma.bundle.findUnique({ where: { id }, select: { status: true } });
  if (bundle?.status !== 'receiving') throw refusal(409, `Bundle ${id} is not waiting for files.`);
  return id;
}

/** Moves a finished file to its place in the bundle's folder; a name that is taken gets a number. */
async function place(from: string, folder: string, claimed: string): Promise<void> {
  const wanted = uploadPath(folder, claimed);
  await mkdir(path.dirname(wanted), { recursive: true });
  const { dir, name, ext } = path.parse(wanted);
  for (let copy = 1; ; copy += 1) {
    const target = copy === 1 ? wanted : path.join(dir, `${name} (${copy})${ext}`);
    // link, unlike rename, refuses to replace a file that is there.
    const taken = await link(from, target).then(
      () => false,
      (error: NodeJS.ErrnoException) => {
        if (error.code !== 'EEXIST') throw error;
        return true;
      },
    );
    if (!taken) return;
  }
}

/**
 * The receiving end of resumable uploads (tus). Files of a bundle gather in its folder below the data folder, from
 * where the worker reads them.
 */
export function uploadServer(ctx: Context, dataDir: string, endpoint: string): Server {
  assertCan(ctx.actor, 'ingest');
  const incoming = path.resolve(dataDir, 'uploads', 'incoming');
  return new Server({
    path: endpoint,
    relativeLocation: true,
    datastore: new FileStore({ directory: incoming }),
    async onUploadCreate(_, upload) {
      await assertReceiving(ctx, upload);
      return {};
    },
    async onUploadFinish(_, upload) {
      const bundleId = await assertReceiving(ctx, upload);
      const file = path.join(incoming, upload.id);
      const claimed = upload.metadata?.path ?? upload.metadata?.filename ?? 'unnamed';
      await place(file, uploadFolder(dataDir, bundleId), claimed);
      await Promise.all([rm(file, { force: true }), rm(`${file}.json`, { force: true })]);
      return {};
    },
  });
}
