import { type ChildProcess, spawn } from 'node:child_process';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { E2E } from '../support/e2e-settings';

const port = E2E.port + 1;

/** Starts a server with an empty data folder and waits for the link it prints. */
async function firstStart(dataDir: string): Promise<{ server: ChildProcess; link: string }> {
  const {
    TRAILHOUND_ADMIN_EMAIL: _,
    TRAILHOUND_ADMIN_PASSWORD: __,
    DATABASE_URL: ___,
    ...inherited
  } = process.env;
  const server = spawn(process.execPath, [path.join('lib', 'cli', 'bin.mjs'), 'start'], {
    env: { ...inherited, TRAILHOUND_DATA_DIR: dataDir, TRAILHOUND_PORT: String(port) },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let printed = '';
  const link = await new Promise<string>((resolve, reject) => {
    server.once('exit', (code) =>
      reject(new Error(`The server ended with code ${code}. It printed: ${printed}`)),
    );
    server.stdout?.on('data', (chunk: Buffer) => {
      printed += chunk.toString('utf8');
      const found = /http:\S+\/setup\?token=\S+/.exec(printed);
      if (found) resolve(found[0]);
    });
  });
  return { server, link };
}

test('the first start prints a link that makes the administrator, once; stopping it stops everything', async ({
  page,
}) => {
  const dataDir = await mkdtemp(path.join(os.tmpdir(), 'trailhound-first-'));
  await chmod(dataDir, 0o755);
  const { server, link } = await firstStart(dataDir);
  const ended = new Promise((resolve) => server.once('exit', resolve));
  try {
    await page.goto(link);
    await page.getByLabel('Name').fill('Grace Hopper');
    await page.getByLabel('E-mail').fill('grace@example.com');
    await page.getByLabel('Password', { exact: true }).fill('nanoseconds matter');
    await page.getByLabel('Password again').fill('nanoseconds matter');
    await page.getByRole('button', { name: 'Make the account' }).click();
    await page.waitForURL('**/alerts');
    await expect(page.getByRole('button', { name: 'Account of Grace Hopper' })).toBeVisible();

    await page.context().clearCookies();
    await page.goto(link);
    await expect(page.getByText('This link has been used or has expired')).toBeVisible();
  } finally {
    server.kill('SIGINT');
    await ended;
    await rm(dataDir, { recursive: true, force: true });
  }
  await expect(fetch(`http://127.0.0.1:${port}/sign-in`)).rejects.toThrow();
});
