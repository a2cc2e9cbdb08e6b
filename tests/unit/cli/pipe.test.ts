import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { setTimeout as pause } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { call, jsonLines } from '../../support/records';

test('a reader that takes its time gets everything: a pipe holds 64 kB, and the rest is waited for', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'trailhound-pipe-'));
  try {
    const file = path.join(folder, 'records.jsonl');
    const records = Array.from({ length: 400 }, (_, n) => call(n + 1, '2026-03-20T11:00:00Z'));
    await writeFile(file, jsonLines(records));
    const child = spawn(process.execPath, [path.resolve('lib/cli/bin.mjs'), 'ecs', file], {
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    // Long enough for the command to end, did it not wait.
    await Promise.race([once(child, 'exit'), pause(4000)]);
    const lines = (await text(child.stdout)).trimEnd().split('\n');

    expect(lines).toHaveLength(400);
    expect(() => lines.map((line) => JSON.parse(line))).not.toThrow();
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}, 30_000);
