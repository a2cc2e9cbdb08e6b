import { expect, expectAccessible, test } from '../support/browser';

test('a token is made, seen once, pushes a file, and is revoked', async ({ signedIn: page, playwright }) => {
  await page.goto('/settings/tokens');
  await expect(page.getByRole('heading', { level: 1, name: 'Tokens' })).toBeVisible();
  await page.getByRole('button', { name: 'New token' }).click();
  await page.getByRole('button', { name: 'Make token' }).click();
  await expect(page.getByText('A token needs a name.')).toBeVisible();
  await page.getByLabel('Name').fill('collector <b>');
  await page.getByLabel('Days until it expires').fill('30');
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Make token' }).click();
  const token = (await page.getByText(/^th_/).textContent()) ?? '';
  await page.getByRole('button', { name: 'Done' }).click();
  await expect(page.getByRole('cell', { name: 'collector <b>', exact: true })).toBeVisible();
  await expect(page.getByText(token)).toHaveCount(0);
  await expectAccessible(page);

  // Without the browser's cookies.
  const program = await playwright.request.newContext({ baseURL: new URL(page.url()).origin });
  const push = () =>
    program.post('/api/v1/ingest?wait=true', {
      headers: { authorization: `Bearer ${token}` },
      data: Buffer.from(
        '{"eventID":"e2e-push-1","eventTime":"2026-02-01T10:00:00Z","eventName":"GetObject"}\n',
      ),
    });
  const pushed = await push();
  expect([pushed.status(), await pushed.json()]).toMatchObject([200, { inserted: 1, errors: [] }]);
  expect((await program.get('/api/bundles')).status()).toBe(401);

  await page.reload();
  await page.getByRole('button', { name: 'Revoke collector' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Revoke' }).click();
  await expect(page.getByRole('cell', { name: 'Revoked' })).toBeVisible();
  expect((await push()).status()).toBe(401);
  await program.dispose();
});
