import { readdir, readFile, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { failBundle } from '../bundles/fail';
import type { Context } from '../db/context';
import { uploadFolder } from '../ingest/upload-folder';
import { DAY_MS } from '../time';

/** An upload that gets no byte for so long is not resumed any more. */
const EXPIRES_MS = 7 * DAY_MS;
const MESSAGE = 'The upload was not finished: nothing has come for 7 days. Upload the files again.';

/** What tus keeps beside a file that is on its way. */
const UploadNote = z.object({ metadata: z.object({ bundleId: z.coerce.number().int() }) });

/** Something in the folder of what is on its way: a file with its note, or the folder of a push. */
interface Incoming {
  readonly name: string;
  readonly bundleId: number | null;
  readonly changedMs: number;
}

/** When something last came into a file, or into anything below a folder; 0 when it is gone. */
async function changedMs(place: string): Promise<number> {
  const info = await stat(place).catch(() => null);
  if (!info) return 0;
  const names = info.isDirectory() ? await readdir(place).catch(() => []) : [];
  const below = await Promise.all(names.map((name) => changedMs(path.join(place, name))));
  return Math.max(info.mtimeMs, ...below);
}

async function listIncoming(folder: string): Promise<Incoming[]> {
  const names = (await readdir(folder).catch(() => [])).filter((name) => !name.endsWith('.json'));
  return Promise.all(
    names.map(async (name) => {
      const note = await readFile(path.join(folder, `${name}.json`), 'utf8').catch(() => 'null');
      const { data } = UploadNote.safeParse(toJson(note));
      return {
        name,
        bundleId: data?.metadata.bundleId ?? null,
        changedMs: await changedMs(path.join(folder, name)),
      };
    }),
  );
}

function toJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** Fails uploads that were left half way, and clears away what had come of them. */
export async function expireUploads(ctx: Context, dataDir: string): Promise<void> {
  const before = Date.now() - EXPIRES_MS;
  const folder = path.resolve(dataDir, 'uploads', 'incoming');
  const incoming = await listIncoming(folder);
  const receiving = await ctx.db.prisma.bundle.findMany({
    where: { status: 'receiving' },
    select: { id: true, createdAt: true },
  });
  const alive = new Set<number>();
  for (const { id, createdAt } of receiving) {
    const place = uploadFolder(dataDir, id);
    const parts = incoming.filter(({ bundleId }) => bundleId === id);
    const last = Math.max(
      createdAt.getTime(),
      await changedMs(place),
      ...parts.map((part) => part.changedMs),
    );
    const isOver =
      last < before && (await failBundle({ ctx, input: { id, status: 'receiving', message: MESSAGE } }));
    if (isOver) await rm(place, { recursive: true, force: true });
    else alive.add(id);
  }
  for (const { name, bundleId, changedMs } of incoming) {
    if (changedMs >= before || (bundleId !== null && alive.has(bundleId))) continue;
    await rm(path.join(folder, name), { recursive: true, force: true });
    await rm(path.join(folder, `${name}.json`), { force: true });
  }
}
