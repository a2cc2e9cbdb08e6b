import type { Page } from '@playwright/test';
import { writeArchive } from '../support/archive';
import { expect, expectAccessible, signIn, test } from '../support/browser';

/** The first alert of the intrusion in the sample's last night: jonas reads the build runner's user data. */
const INTRUSION = { time: '2026-03-17 02:41:09', instance: 'i-04c19f7be2d85a631', principal: 'jonas.weber' };

test.describe.configure({ mode: 'serial' });

let page: Page;

test.beforeAll(async ({ browser }) => {
  const context = await browser.newContext();
  page = await context.newPage();
  await signIn(page);
});

test.afterAll(async () => {
  await page.context().close();
});

test('an empty queue says how to fill it', async () => {
  await expect(page.getByText('npx trailhound ingest')).toBeVisible();
  await expectAccessible(page);
});

test('an uploaded archive becomes a bundle with progress, events and alerts', async () => {
  const archive = await writeArchive('fernhollow-march.tar.gz', {
    sample: () => true,
    others: {
      'notes/README.txt': 'Exported for the incident.',
      'broken.json': '{"Records":[{"eventVersion":"1.08", oops',
    },
  });

  await page.getByLabel('Files to upload').setInputFiles(archive);
  await page.getByRole('link', { name: 'Bundles' }).click();
  await expect(page.getByRole('link', { name: 'fernhollow-march.tar.gz' })).toBeVisible();
  await expect(page.getByRole('progressbar').first()).toBeVisible();
  await page.getByRole('link', { name: 'fernhollow-march.tar.gz' }).click();

  await expect(page.getByText(/18,902 events from 1,222 files/).first()).toBeVisible({ timeout: 90_000 });
  await expect(page.getByText(/44 duplicates dropped/).first()).toBeVisible();
  await expect(page.getByRole('link', { name: '14 alerts' })).toBeVisible({ timeout: 30_000 });
  await page.getByRole('tab', { name: /Problems/ }).click();
  await expect(page.getByText('fernhollow-march.tar.gz/broken.json')).toBeVisible();
  await expect(page.getByText('fernhollow-march.tar.gz/notes/README.txt')).toBeVisible();
  await expectAccessible(page);
});

test('the queue shows the alerts, open first, and filters them in the URL', async () => {
  await page
    .getByRole('link', { name: /^Alerts/ })
    .first()
    .click();
  await page.waitForURL('**/alerts*');
  await expect(page.getByRole('button', { name: /^Open 14$/ })).toBeVisible();
  await page.keyboard.press('/');
  await page.keyboard.type('jonas');
  await expect(page).toHaveURL(/q=jonas/);
  await expect(page.locator('a[data-row-link]')).toHaveCount(4);
  await expectAccessible(page);
});

test('the alert page answers who, what, where and with which tool', async () => {
  await page.getByRole('row').filter({ hasText: INTRUSION.time }).locator('a[data-row-link]').click();
  await page.waitForURL(/\/alerts\/[0-9a-f-]{36}/);

  await expect(
    page.getByText(/jonas\.weber read the user data of i-04c19f7be2d85a631 from 37\.120\.206\.77/),
  ).toBeVisible();
  await expect(page.getByText(/not seen in the 14 days before it/)).toBeVisible();
  await expect(page.getByText('Romania').first()).toBeVisible();
  await expect(page.getByText(/0 of 11 answered/)).toBeVisible();
  await expect(page.getByRole('application')).toBeVisible();
  await expectAccessible(page);
});

test('a step that is ticked stays ticked', async () => {
  const step = page.getByRole('checkbox', { name: /Which instance/ });
  await step.click();
  await expect(page.getByText('1 of 11 answered')).toBeVisible();

  await page.reload();
  await expect(page.getByText('1 of 11 answered')).toBeVisible();
  await expect(page.getByRole('checkbox', { name: /Which instance/ })).toBeChecked();
});

test('the timeline zooms by dragging and lists the events behind a mark', async () => {
  const chart = page.getByRole('application');
  const box = await chart.boundingBox();
  if (!box) throw new Error('The timeline has no place on the page.');
  const before = page.url();
  await page.mouse.move(box.x + box.width * 0.4, box.y + box.height * 0.5);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width * 0.6, box.y + box.height * 0.5, { steps: 8 });
  await page.mouse.up();
  await expect.poll(() => page.url()).not.toBe(before);

  await chart.focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('region', { name: 'Selected events' }).first()).toBeVisible();
  await expect(page.getByRole('region', { name: 'Selected events' }).getByRole('row').nth(1)).toBeVisible();
});

test('a false positive takes one key, a note and Enter; it is found under closed with its audit entry', async () => {
  await page.getByRole('heading', { level: 1 }).click();
  await page.keyboard.press('f');
  await page.getByRole('textbox', { name: 'Note' }).fill('Rehearsed with the platform team.');
  await page.getByRole('button', { name: /Close as false positive/i }).click();
  await expect(page.getByRole('button', { name: 'Reopen' })).toBeVisible();
  await expect(page.getByText('Rehearsed with the platform team.').first()).toBeVisible();
  await expect(page.getByText('Administrator').first()).toBeVisible();

  await page.goto('/alerts?status=closed');
  const row = page.getByRole('row').filter({ hasText: INTRUSION.time });
  await expect(row).toBeVisible();
  await expect(row.getByText(/False positive/i)).toBeVisible();
  await row.locator('a[data-row-link]').click();
  await expect(page.getByText(/close/).first()).toBeVisible();
  await expectAccessible(page);
});

test('a closed alert can be opened again and its history stays', async () => {
  await page.getByRole('button', { name: 'Reopen' }).click();
  await expect(page.getByRole('button', { name: /Acknowledge/ })).toBeVisible();
  await expect(page.getByText('Rehearsed with the platform team.').first()).toBeVisible();
});
