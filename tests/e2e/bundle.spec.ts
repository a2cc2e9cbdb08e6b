import type { Page } from '@playwright/test';
import { writeArchive } from '../support/archive';
import { expect, expectAccessible, showTheme, signIn, test } from '../support/browser';
import { sha256 } from '../support/digests';
import { call, recordsFile } from '../support/records';

/** Event ids of this file alone. */
const id = (n: number) => 0xe2e000 + n;

/** Three records in one hour, one in the next, none in the one after, one in the last. */
const DELIVERED = recordsFile([
  call(id(1), '2024-05-06T10:00:01Z'),
  call(id(2), '2024-05-06T10:10:00Z'),
  call(id(3), '2024-05-06T10:20:00Z'),
  call(id(4), '2024-05-06T11:00:00Z'),
  call(id(5), '2024-05-06T13:00:00Z', { eventName: 'GetBucketAcl' }),
]);

const HISTORY = [
  'User name,AWS access key,Event time,Event source,Event name,AWS region,Source IP address,User agent,Error code,Resources,Request ID,Event ID,Read-only,Event type,Recipient Account Id,Event category',
  'dana,AKIAEXAMPLE000000001,2024-05-06T10:30:00Z,ec2.amazonaws.com,DescribeVpcs,eu-west-1,10.1.1.1,console.amazonaws.com,,[],r-1,7e57ab1e-e2e0-4000-8000-000000000001,true,AwsApiCall,111122223333,Management',
  'dana,AKIAEXAMPLE000000001,2024-05-06T10:31:00Z,ec2.amazonaws.com,DescribeVpcs,eu-west-1,10.1.1.1,console.amazonaws.com,,[],r-2,7e57ab1e-e2e0-4000-8000-000000000002,true,AwsApiCall,111122223333,Management',
  '',
].join('\n');

const FILES = {
  'a.json': DELIVERED,
  'a-again.json': DELIVERED,
  'changed.json': recordsFile([call(id(1), '2024-05-06T10:00:01Z', { sourceIPAddress: '198.51.100.7' })]),
  'event_history.csv': HISTORY,
  'broken.json': '{"Records":[{"eventVersion":"1.09", oops',
  'notes.txt': 'Exported for the incident.',
};

test.describe.configure({ mode: 'serial' });

let page: Page;
let address: string;

test.beforeAll(async ({ browser }) => {
  const context = await browser.newContext();
  page = await context.newPage();
  await signIn(page);
});

test.afterAll(async () => {
  await page.context().close();
});

test('the certificate of a bundle counts what came and what became of it', async () => {
  await page
    .getByLabel('Files to upload')
    .setInputFiles(await writeArchive('health.tar.gz', { others: FILES }));
  await page.getByRole('link', { name: 'Bundles' }).click();
  await page.getByRole('link', { name: 'health.tar.gz' }).click();
  await expect(page.getByText(/7 events from 5 files; 1 file could not be read/).first()).toBeVisible({
    timeout: 60_000,
  });
  address = new URL(page.url()).pathname;

  const totals = page.getByRole('region', { name: 'Totals' });
  await expect(totals).toContainText('Records read13');
  await expect(totals).toContainText('New events7');
  await expect(totals).toContainText('Duplicates dropped5');
  await expect(totals).toContainText('Conflicts1');
  await expect(totals).toContainText('Errors1');
  await expect(page.getByText(/1 hour without a record between others/)).toBeVisible();
  await expect(page.getByText(/No digest files in the upload/)).toBeVisible();
  await expect(page.getByText(/“CSV from the event history” lacks ARN/)).toBeVisible();
  await expect(page.getByText(/record 1, byte 12/)).toBeVisible();
});

test('the strip tells each cell by keyboard, its gaps too', async () => {
  const strip = page.getByRole('application', { name: /over time/ });
  await strip.focus();
  await page.keyboard.press('ArrowRight');
  await expect(strip).toContainText('2024-05-06 10:00:00 to 11:00:00 UTC: 9 records');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await expect(strip).toContainText('12:00:00 to 13:00:00 UTC: no record, a gap');
});

test('a number leads to exactly the events that it counts', async () => {
  await page.getByRole('region', { name: 'Totals' }).getByRole('link', { name: '7', exact: true }).click();
  await expect(page.getByText('7 events', { exact: true })).toBeVisible();
  await page.goBack();
});

test('members are narrowed to those with problems, and verified one by one', async () => {
  await page.getByRole('tab', { name: /Members/ }).click();
  await expect(page.getByText(/same bytes as/)).toBeVisible();
  await page.getByRole('checkbox', { name: 'Only problems' }).click();
  await expect(page).toHaveURL(/problems=only/);
  await expect(page.getByRole('row')).toHaveCount(4);
  await page.getByRole('button', { name: /Verify .*changed\.json/ }).click();
  await expect(page.getByText('intact')).toBeVisible();
});

test('a conflict shows both records and what differs', async () => {
  await page.getByRole('tab', { name: /Conflicts 1/ }).click();
  await page.locator('a[data-row-link]').click();
  await expect(page.getByRole('heading', { name: '1 field differs' })).toBeVisible();
  const differing = page.getByRole('table', { name: 'Fields that differ' });
  await expect(differing).toContainText('sourceIPAddress');
  await expect(differing).toContainText('"10.20.30.40"');
  await expect(differing).toContainText('"198.51.100.7"');
  await expectAccessible(page);
});

test('all evidence is verified at once', async () => {
  await page.goto(address);
  await page.getByRole('button', { name: 'Verify evidence' }).click();
  await expect(page.getByText(/5 of 6 files intact/)).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Close' }).last().click();
});

for (const theme of ['light', 'dark'] as const) {
  test(`every part of the bundle page is accessible, ${theme}`, async () => {
    await page.goto(address);
    await showTheme(page, theme);
    for (const tab of ['health', 'members', 'problems', 'conflicts']) {
      await page.goto(`${address}?tab=${tab}`);
      await expect(page.getByRole('tabpanel')).toBeVisible();
      await expect(page.locator('[aria-busy="true"]')).toHaveCount(0);
      await expectAccessible(page);
    }
  });
}

test('the certificate prints black on white over pages, with every file and its SHA-256', async () => {
  await page.goto(`${address}/certificate`);
  await page.emulateMedia({ media: 'print' });
  await expect(page.getByRole('button', { name: 'Print' })).toBeHidden();
  await expect(page.getByText(/7 events from 5 files/)).toBeVisible();
  await expect(page.getByRole('table', { name: 'Members', exact: true }).getByRole('row')).toHaveCount(7);
  await expect(page.getByText(sha256(DELIVERED), { exact: true })).toHaveCount(2);
  const [paper, ink] = await page
    .locator('.paper')
    .evaluate((node) => [getComputedStyle(node).backgroundColor, getComputedStyle(node).color]);
  expect(paper).toBe('rgb(255, 255, 255)');
  expect(ink).toBe('rgb(23, 24, 28)');

  const pdf = (await page.pdf({ format: 'A4' })).toString('latin1');
  expect(pdf.match(/\/Type\s*\/Page\b/g)?.length ?? 0).toBeGreaterThan(1);
  await page.emulateMedia({ media: 'screen' });
  await expectAccessible(page);
});

test('deleting says what goes and what stays, and takes it away', async () => {
  await page.goto(address);
  await page.getByRole('button', { name: 'Delete' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByRole('link', { name: '7 events' })).toBeVisible();
  await expect(dialog.getByRole('link', { name: '6 files' })).toBeVisible();
  await expect(dialog.getByRole('link', { name: '1 conflicting record' })).toBeVisible();
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Delete bundle' }).click();

  await expect(page).toHaveURL(/\/bundles$/);
  await expect(page.getByText('health.tar.gz is deleted')).toBeVisible({ timeout: 30_000 });
  await expect(page.getByRole('link', { name: 'health.tar.gz' })).toHaveCount(0);
  await page.goto(`/events/7e57ab1e-0000-4000-8000-${id(1).toString(16).padStart(12, '0')}`);
  await expect(page.getByText('7e57ab1e')).toHaveCount(0);
});
