import { existsSync } from 'node:fs';
import { utimes } from 'node:fs/promises';
import path from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { createBundle } from '@/lib/bundles/create';
import { expireUploads } from '@/lib/jobs/expire-uploads';
import { DAY_MS, HOUR_MS } from '@/lib/time';
import { testFolder } from '../../support/bundles';
import { testDatabase } from '../../support/database';
import { emptyDatabase } from '../../support/detection';

const database = testDatabase();
const dataDir = testFolder();
const WEEK_MS = 7 * DAY_MS;

beforeEach(() => emptyDatabase(database.db));

/** A bundle that has been waiting for files for so long. */
async function receiving(ageMs: number): Promise<number> {
  const { id } = await createBundle({
    ctx: database.analyst,
    input: { name: 'Upload', files: 2, bytesTotal: 10 },
  });
  const createdAt = new Date(Date.now() - ageMs);
  await database.db.prisma.bundle.update({ where: { id }, data: { createdAt } });
  return id;
}

async function write(name: string, ageMs: number, content = 'x'): Promise<string> {
  const file = await dataDir.write(path.join('uploads', name), content);
  const at = new Date(Date.now() - ageMs);
  await utimes(file, at, at);
  if (path.dirname(name) !== 'incoming') await utimes(path.dirname(file), at, at);
  return file;
}

/** A file on its way as tus keeps it: the bytes, and a note whose bundle is text. */
async function onItsWay(name: string, bundleId: number, ageMs: number): Promise<readonly [string, string]> {
  const note = JSON.stringify({ id: name, size: 9, metadata: { bundleId: String(bundleId), path: 'a' } });
  return [await write(`incoming/${name}`, ageMs), await write(`incoming/${name}.json`, ageMs, note)];
}

async function statusOf(id: number): Promise<string> {
  return (await database.db.prisma.bundle.findUniqueOrThrow({ where: { id } })).status;
}

test('an upload that got nothing for 7 days is failed with a sentence, and its files are removed', async () => {
  const id = await receiving(WEEK_MS + HOUR_MS);
  const files = [
    await write(`${id}/arrived.json`, WEEK_MS + HOUR_MS),
    ...(await onItsWay('half', id, WEEK_MS + HOUR_MS)),
  ];

  await expireUploads(database.system, dataDir.path);

  expect(await database.db.prisma.bundle.findUnique({ where: { id } })).toMatchObject({
    status: 'failed',
    message: 'The upload was not finished: nothing has come for 7 days. Upload the files again.',
  });
  expect(files.filter((file) => existsSync(file))).toEqual([]);
});

test('one that is old but got a byte since, or whose file arrived since, goes on', async () => {
  const slow = await receiving(3 * WEEK_MS);
  const arrived = await receiving(3 * WEEK_MS);
  const young = await receiving(WEEK_MS - HOUR_MS);
  const files = [
    ...(await onItsWay('slow', slow, WEEK_MS - HOUR_MS)),
    ...(await onItsWay('first-of-slow', slow, 2 * WEEK_MS)),
    await write(`${arrived}/a/b.json`, WEEK_MS - HOUR_MS),
  ];

  await expireUploads(database.system, dataDir.path);

  expect(await Promise.all([slow, arrived, young].map(statusOf))).toEqual(Array(3).fill('receiving'));
  expect(files.filter((file) => !existsSync(file))).toEqual([]);
});

test('what belongs to no upload is removed a week later, the body of a push that broke off too', async () => {
  const old = [
    ...(await onItsWay('deleted', 999_999, WEEK_MS + HOUR_MS)),
    await write('incoming/push-old/body', WEEK_MS + HOUR_MS),
    await write('incoming/noteless', WEEK_MS + HOUR_MS),
  ];
  const parent = path.dirname(old[2] ?? '');
  const fresh = [
    ...(await onItsWay('current', 999_999, HOUR_MS)),
    await write('incoming/push-new/body', HOUR_MS),
  ];

  await expireUploads(database.system, dataDir.path);

  expect([...old, parent].filter((file) => existsSync(file))).toEqual([]);
  expect(fresh.filter((file) => !existsSync(file))).toEqual([]);
});

test('a bundle that waits for the worker keeps its files, however old', async () => {
  const id = await receiving(3 * WEEK_MS);
  await database.db.prisma.bundle.update({ where: { id }, data: { status: 'queued' } });
  const file = await write(`${id}/whole.json`, 3 * WEEK_MS);

  await expireUploads(database.system, dataDir.path);

  expect(await statusOf(id)).toBe('queued');
  expect(existsSync(file)).toBe(true);
});
