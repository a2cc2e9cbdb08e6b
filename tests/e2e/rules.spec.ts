import { expect, expectAccessible, showTheme, test } from '../support/browser';

const USER_DATA_RULE = 'AWS EC2 User Data Retrieval for EC2 Instance';

test('a rule is found by its name and enabled and disabled with the keyboard', async ({ signedIn: page }) => {
  await page.goto('/rules');
  await page.getByRole('searchbox', { name: /Search rules/ }).fill('root');
  await expect(page).toHaveURL(/q=root/);
  await expect(page.getByRole('link', { name: USER_DATA_RULE })).toHaveCount(0);

  const row = page.getByRole('row').filter({ has: page.getByRole('switch') });
  const name = (await row.first().getByRole('link').first().textContent()) ?? '';
  expect(name.toLowerCase()).toContain('root');
  const control = page.getByRole('switch', { name: `Enable ${name}`, exact: true });
  await expect(control).not.toBeChecked();
  const saved = page.waitForResponse((response) => response.request().method() === 'POST');
  await control.press('Space');
  await expect(control).toBeChecked();
  await expect(control).toBeFocused();
  await saved;
  await page.reload();
  await expect(control).toBeChecked();

  await page.getByRole('link', { name, exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
  await expect(control).toBeChecked();
  const savedAgain = page.waitForResponse((response) => response.request().method() === 'POST');
  await control.press('Space');
  await expect(control).not.toBeChecked();
  await savedAgain;
  await page.reload();
  await expect(control).not.toBeChecked();
});

test('enabling all that is shown is asked about first', async ({ signedIn: page }) => {
  await page.goto('/rules?state=disabled');
  await expect(page.getByRole('link', { name: USER_DATA_RULE })).toHaveCount(0);
  await page.getByRole('button', { name: 'Enable all shown' }).click();
  await expect(page.getByRole('heading', { name: /^Enable \d+ rules\?$/ })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Cancel' }).click();
  await page.goto('/rules?state=enabled');
  await expect(page.getByText(/^1 of \d+ rules, 1 enabled\.$/)).toBeVisible();
});

test('the ATT&CK page leads from a technique to its rules', async ({ signedIn: page }) => {
  await page.goto('/rules');
  await page.getByRole('link', { name: 'ATT&CK' }).click();
  const discovery = page
    .getByRole('listitem')
    .filter({ has: page.getByRole('heading', { name: 'Discovery' }) });
  await discovery.getByRole('link', { name: /T1580/ }).click();
  await expect(page).toHaveURL(/\/rules\?technique=T1580/);
  await expect(page.getByRole('link', { name: USER_DATA_RULE })).toBeVisible();
});

for (const theme of ['light', 'dark'] as const) {
  test(`the rules are free of serious accessibility faults, ${theme}`, async ({ signedIn: page }) => {
    await showTheme(page, theme);
    for (const path of [
      '/rules?state=disabled&severity=low,medium',
      '/rules?technique=T1580',
      '/rules/attack',
    ]) {
      await page.goto(path);
      await expect(page.getByRole('navigation', { name: 'Views of the rules' })).toBeVisible();
      await expectAccessible(page);
    }
  });
}

test('rule files are imported, and what is wrong with one is said', async ({ signedIn: page }) => {
  const toml = (id: string, query: string) =>
    `[rule]\nrule_id = "${id}"\nname = "Journey ${id}"\ntype = "query"\nseverity = "low"\nrisk_score = 21\nquery = '${query}'\n`;
  await page.goto('/rules');
  const files = [
    { name: 'good.toml', mimeType: 'application/toml', buffer: Buffer.from(toml('good', 'event.action: X')) },
    { name: 'bad.toml', mimeType: 'application/toml', buffer: Buffer.from(toml('bad', 'event.action: (X')) },
  ];
  const dialog = page.getByRole('dialog', { name: /Import(ed|ing) rules/ });
  // Files chosen before the page listens are not seen: nobody is that fast but a test.
  await expect(async () => {
    await page.getByLabel('Rule files').setInputFiles(files);
    await expect(dialog).toBeVisible({ timeout: 2000 });
  }).toPass();
  await expect(dialog).toContainText('1 imported');
  await expect(dialog).toContainText(/The query, character \d+/);
  await expectAccessible(page);
  await page.keyboard.press('Escape');

  await page.getByRole('searchbox', { name: /Search rules/ }).fill('Journey');
  await expect(page.getByRole('link', { name: 'Journey good' })).toBeVisible();
  await expect(page.getByRole('switch', { name: 'Enable Journey good' })).not.toBeChecked();
});
