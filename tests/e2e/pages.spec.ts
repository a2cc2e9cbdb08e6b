import { writeArchive } from '../support/archive';
import { expect, expectAccessible, showTheme, test } from '../support/browser';

const HOSTILE = '<img src=x onerror="document.title=1"><script>document.title=2</script>';

test('log content is shown as text and never runs', async ({ signedIn: page }) => {
  const record = {
    eventVersion: '1.08',
    userIdentity: {
      type: 'IAMUser',
      arn: `arn:aws:iam::444455556666:user/${HOSTILE}`,
      accountId: '444455556666',
    },
    eventTime: '2026-02-01T10:00:00Z',
    eventSource: 'ec2.amazonaws.com',
    eventName: 'DescribeInstanceAttribute',
    awsRegion: 'eu-west-1',
    sourceIPAddress: HOSTILE,
    userAgent: `=HYPERLINK("http://x")${HOSTILE}`,
    requestParameters: { instanceId: `i-${HOSTILE}`, attribute: 'userData' },
    eventID: '0b7f1f1e-3f5a-4d55-9a0e-9a7c1a2b3c4d',
  };
  const archive = await writeArchive('hostile.tar.gz', {
    others: { 'hostile.json': JSON.stringify(record) },
  });
  await page.getByLabel('Files to upload').setInputFiles(archive);
  await page.getByRole('link', { name: 'Bundles' }).click();
  await page.getByRole('link', { name: 'hostile.tar.gz' }).click();
  await expect(page.getByTitle('1 event from 1 file; nothing lost.')).toBeVisible({ timeout: 60_000 });
  await expect(page.getByRole('link', { name: '1 alert' })).toBeVisible({ timeout: 30_000 });

  await page.goto('/events/0b7f1f1e-3f5a-4d55-9a0e-9a7c1a2b3c4d');
  await expect(page.getByText(HOSTILE).first()).toBeVisible();
  expect(await page.title()).not.toMatch(/^[12]$/);

  await page.goto('/alerts?status=all&q=444455556666');
  await page.locator('a[data-row-link]').first().click();
  await expect(page.getByText(HOSTILE).first()).toBeVisible();
  expect(await page.title()).not.toMatch(/^[12]$/);
});

for (const theme of ['light', 'dark'] as const) {
  test(`every page is free of serious accessibility faults, ${theme}`, async ({ signedIn: page }) => {
    test.setTimeout(180_000);
    await showTheme(page, theme);
    for (const path of [
      '/alerts?status=all',
      '/bundles',
      '/events',
      '/rules',
      '/settings/tokens',
      '/settings/sources',
    ]) {
      await page.goto(path);
      await expect(page.getByRole('main')).toBeVisible();
      await expectAccessible(page);
    }
    for (const [list, link] of [
      ['/alerts?status=all', 'a[data-row-link]'],
      ['/bundles', 'a[data-row-link]'],
      ['/events', 'a[data-row-link]'],
      ['/rules', 'a[data-row-link]'],
    ] as const) {
      await page.goto(list);
      await page.locator(link).first().click();
      await expect(page).not.toHaveURL(new RegExp(`${list.split('?')[0]}(\\?|$)`));
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
      await expectAccessible(page);
    }
    await page.goto('/no-such-page');
    await expectAccessible(page);
  });
}

test('a wrong query points at the character and what to do', async ({ signedIn: page }) => {
  await page.goto(`/events?q=${encodeURIComponent('event.action: (a or')}`);
  await expect(page.getByText(/at character \d+/).first()).toBeVisible();
});

test('the rule page shows every setting and evaluates on demand', async ({ signedIn: page }) => {
  await page.goto('/rules');
  await page.getByRole('link', { name: 'AWS EC2 User Data Retrieval for EC2 Instance' }).click();
  await expect(
    page.getByText('aws.cloudtrail.flattened.request_parameters.instanceId').first(),
  ).toBeVisible();
  await expect(page.getByText('now-14d').first()).toBeVisible();
  await page.getByRole('button', { name: /Evaluate/ }).click();
  await expect(page.getByRole('cell', { name: 'by hand' }).first()).toBeVisible();
});
