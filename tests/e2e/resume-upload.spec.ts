import { mkdtemp, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { expect, signIn, test } from '../support/browser';
import { call, eventId, jsonLines } from '../support/records';

/** Event ids of this file alone. */
const FIRST_ID = 0xd00d_0000;
const BYTES_A_SECOND = 1_500_000;

/** A file that takes some seconds to send. */
async function writeLargeFile(name: string): Promise<string> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'trailhound-resume-'));
  const file = path.join(folder, name);
  const records = Array.from({ length: 3000 }, (_, n) =>
    call(FIRST_ID + n, '2024-02-03T04:05:06Z', { userAgent: `${n} ${'x'.repeat(2500)}` }),
  );
  await writeFile(file, jsonLines(records));
  return file;
}

test('an upload whose page was closed goes on where it was when the file is chosen again', async ({
  browser,
}) => {
  const page = await (await browser.newContext()).newPage();
  await signIn(page);
  const file = await writeLargeFile('closed-laptop.jsonl');
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: 0,
    downloadThroughput: -1,
    uploadThroughput: BYTES_A_SECOND,
  });
  const sending = page.waitForRequest((request) => request.method() === 'PATCH');
  await page.getByLabel('Files to upload').setInputFiles(file);
  await sending;
  await page.waitForTimeout(2000);

  // Leaving is warned about; this person leaves.
  page.on('dialog', (dialog) => dialog.accept());
  await page.goto('/bundles');
  await devtools.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: 0,
    downloadThroughput: -1,
    uploadThroughput: -1,
  });
  const goingOn = page.waitForRequest((request) => request.method() === 'PATCH');
  await page.getByLabel('Files to upload').setInputFiles(file);

  const offset = Number((await goingOn).headers()['upload-offset']);
  expect(offset).toBeGreaterThan(500_000);
  const link = page.getByRole('link', { name: 'closed-laptop.jsonl' });
  await expect(link).toHaveCount(1);
  await link.click();
  await expect(page.getByText(/3,000 events from 1 file/).first()).toBeVisible({ timeout: 60_000 });
  await page.goto(`/events/${eventId(FIRST_ID + 2999)}`);
  await expect(page.getByText(/^2999 x/).first()).toBeVisible();
  await page.context().close();
});
