import { type APIRequestContext, expect, request, test } from '@playwright/test';
import { E2E } from '../support/e2e-settings';

const PAGES = [
  '/',
  '/alerts',
  '/bundles',
  '/bundles/1/certificate',
  '/events',
  '/rules',
  '/settings/sources',
];
const CALLS = [
  '/api/alerts',
  '/api/alerts/counts',
  '/api/bundles',
  '/api/events',
  '/api/rules',
  '/api/sources',
];

let stranger: APIRequestContext;

test.beforeAll(async () => {
  stranger = await request.newContext({ baseURL: E2E.url });
});
test.afterAll(async () => {
  await stranger.dispose();
});

for (const path of PAGES) {
  test(`a stranger who opens ${path} is asked to sign in`, async ({ page }) => {
    await page.goto(path);
    await expect(page).toHaveURL(/\/sign-in/);
  });
}

for (const path of CALLS) {
  test(`a stranger's call to ${path} is refused`, async () => {
    const answer = await stranger.get(path);
    expect(answer.status()).toBe(401);
    expect(await answer.json()).toMatchObject({ error: { code: 'unauthenticated' } });
  });
}

test('a stranger cannot upload', async () => {
  const answer = await stranger.post('/api/uploads', {
    headers: { 'tus-resumable': '1.0.0', 'upload-length': '1' },
  });
  expect(answer.status()).toBe(401);
});

test('nobody can make a second account, neither by the setup page nor by the sign-up call', async ({
  page,
}) => {
  await page.goto('/setup?token=made-up');
  await expect(page.getByText(/This link has been used or has expired/)).toBeVisible();

  const answer = await stranger.post('/api/auth/sign-up/email', {
    data: { name: 'Mallory', email: 'mallory@example.com', password: 'long enough for all' },
  });
  expect(answer.ok()).toBe(false);
});

test('a wrong password is refused without telling which part was wrong', async ({ page }) => {
  await page.goto('/sign-in');
  await page.getByLabel('E-mail').fill(E2E.email);
  await page.getByLabel('Password').fill('not the password');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByText('That e-mail address and password do not match an account.')).toBeVisible();
});

test('every page carries a strict content security policy and no script without its nonce', async ({
  page,
}) => {
  const refused: string[] = [];
  page.on('console', (message) => {
    if (/Content Security Policy/.test(message.text())) refused.push(message.text());
  });
  const answer = await page.goto('/sign-in');
  const policy = answer?.headers()['content-security-policy'] ?? '';
  expect(policy).toMatch(/script-src [^;]*'nonce-/);
  expect(policy).not.toMatch(/script-src [^;]*'unsafe-inline'/);
  expect(policy).toMatch(/frame-ancestors 'none'/);
  expect(refused).toEqual([]);
});
