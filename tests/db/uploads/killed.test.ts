import { createHash, randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import http from 'node:http';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, expect, test } from 'vitest';
import { createBundle } from '@/lib/bundles/create';
import { Children } from '@/lib/cli/children';
import { uploadFolder } from '@/lib/ingest/upload-folder';
import { testFolder } from '../../support/bundles';
import { testDatabase } from '../../support/database';
import { childrenOf, isRunning, randomOf, SEED, waitFor } from '../../support/killing';

const database = testDatabase();
const dataDir = testFolder();
const children = new Children();
afterEach(() => children.stop());

const PORT = 20_000 + (process.pid % 20_000);
const ADDRESS = `http://127.0.0.1:${PORT}/api/uploads`;
const TUS = { 'tus-resumable': '1.0.0' };
const SIZE = 24 * 1024 * 1024;
const KILLS = 3;

/** The supervised server, when it listens. */
async function server(): Promise<number> {
  await waitFor(() =>
    fetch(ADDRESS, { method: 'OPTIONS' }).then(
      ({ ok }) => ok,
      () => false,
    ),
  );
  const [pid] = childrenOf(process.pid, 'upload-server.ts');
  if (pid === undefined) throw new Error('There is no server.');
  return pid;
}

async function offsetOf(url: string): Promise<number> {
  const { headers } = await fetch(url, { method: 'HEAD', headers: TUS });
  return Number(headers.get('upload-offset'));
}

/** Sends the rest from an offset on, at a pace that leaves time to be interrupted; settles however it ends. */
function send(url: string, content: Buffer, offset: number): Promise<void> {
  return new Promise((resolve) => {
    const request = http.request(url, {
      method: 'PATCH',
      headers: { ...TUS, 'upload-offset': offset, 'content-type': 'application/offset+octet-stream' },
    });
    request.once('error', () => resolve());
    request.once('response', (response) => response.resume().once('close', () => resolve()));
    const next = async (from: number): Promise<void> => {
      if (from >= content.length || request.destroyed) {
        request.end();
        return;
      }
      request.write(content.subarray(from, from + 256 * 1024));
      await pause(5);
      return next(from + 256 * 1024);
    };
    void next(offset);
  });
}

test('an upload goes on where it was when the web process was killed, and ends in the same bytes', {
  timeout: 120_000,
}, async () => {
  const { id } = await createBundle({
    ctx: database.analyst,
    input: { name: 'Upload', files: 1, bytesTotal: SIZE },
  });
  children.start({
    name: 'web server',
    args: [
      '--import',
      'tsx',
      path.resolve('tests/support/upload-server.ts'),
      database.db.url,
      dataDir.path,
      String(PORT),
    ],
    env: {},
  });
  await server();
  const content = randomBytes(SIZE);
  const metadata = `bundleId ${Buffer.from(String(id)).toString('base64')},path ${Buffer.from('day/trail.json').toString('base64')}`;
  const created = await fetch(ADDRESS, {
    method: 'POST',
    headers: { ...TUS, 'upload-length': String(SIZE), 'upload-metadata': metadata },
  });
  expect(created.status).toBe(201);
  const url = new URL(created.headers.get('location') ?? '', ADDRESS).toString();

  const random = randomOf(SEED);
  const offsets = [0];
  for (let kills = 0; kills < KILLS; kills += 1) {
    const victim = await server();
    const sent = send(url, content, offsets.at(-1) ?? 0);
    await pause(50 + random() * 100);
    process.kill(victim, 'SIGKILL');
    await sent;
    await waitFor(async () => !isRunning(victim));
    await server();
    offsets.push(await offsetOf(url));
  }
  await send(url, content, offsets.at(-1) ?? 0);

  expect(
    [...offsets].sort((a, b) => a - b),
    `KILL_SEED=${SEED}`,
  ).toEqual(offsets);
  expect(offsets.at(-1), `KILL_SEED=${SEED}`).toBeGreaterThan(0);
  expect(offsets.at(-1), `KILL_SEED=${SEED}`).toBeLessThan(SIZE);
  const arrived = await readFile(path.join(uploadFolder(dataDir.path, id), 'day/trail.json'));
  const digest = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');
  expect(digest(arrived), `KILL_SEED=${SEED}`).toBe(digest(content));
});
