import { beforeEach, expect, test } from 'vitest';
import {
  createAdministratorWithToken,
  ensureAdministrator,
  isSetupTokenOpen,
  issueSetupToken,
} from '@/lib/accounts/administrator';
import { testDatabase } from '../support/database';

const database = testDatabase();
const person = { name: ' Ada Analyst ', email: ' Ada@Example.com ', password: 'correct horse battery' };

beforeEach(async () => {
  await database.db.prisma.user.deleteMany();
  await database.db.prisma.verification.deleteMany();
  await database.db.prisma.auditEntry.deleteMany();
});

async function token(): Promise<string> {
  const issued = await issueSetupToken(database.system);
  if (issued === null) throw new Error('There is an account already.');
  return issued;
}

function users() {
  return database.db.prisma.user.findMany({ include: { accounts: true } });
}

test('the one-time link makes the administrator, with a hashed password and an audit row', async () => {
  await createAdministratorWithToken(database.system, { ...person, token: await token() });

  const [user, ...others] = await users();
  expect(others).toEqual([]);
  expect(user).toMatchObject({ name: 'Ada Analyst', email: 'ada@example.com' });
  expect(user?.accounts).toMatchObject([{ providerId: 'credential' }]);
  const stored = user?.accounts[0]?.password ?? '';
  expect(stored).not.toContain(person.password);
  expect(stored.length).toBeGreaterThan(60);
  expect(await database.db.prisma.auditEntry.findMany()).toMatchObject([
    { action: 'account.create_administrator', actorName: 'Ada Analyst', targetId: user?.id },
  ]);
});

test('the token itself is not stored', async () => {
  const issued = await token();

  const [row] = await database.db.prisma.verification.findMany();
  expect(JSON.stringify(row)).not.toContain(issued);
  expect(await isSetupTokenOpen(database.db, issued)).toBe(true);
  expect(await isSetupTokenOpen(database.db, `${issued}x`)).toBe(false);
});

test('a link works once', async () => {
  const issued = await token();
  await createAdministratorWithToken(database.system, { ...person, token: issued });

  await expect(
    createAdministratorWithToken(database.system, { ...person, email: 'eve@example.com', token: issued }),
  ).rejects.toMatchObject({ code: 'forbidden', message: expect.stringContaining('used or has expired') });
  expect(await users()).toHaveLength(1);
});

test('of two people with one link, one becomes the administrator', async () => {
  const issued = await token();
  const results = await Promise.allSettled(
    ['ada', 'eve', 'mal'].map((name) =>
      createAdministratorWithToken(database.system, {
        ...person,
        email: `${name}@example.com`,
        token: issued,
      }),
    ),
  );

  expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  expect(await users()).toHaveLength(1);
});

test('an expired link is refused', async () => {
  const issued = await token();
  await database.db.prisma.verification.updateMany({ data: { expiresAt: new Date(Date.now() - 1000) } });

  await expect(
    createAdministratorWithToken(database.system, { ...person, token: issued }),
  ).rejects.toMatchObject({ code: 'forbidden' });
  expect(await isSetupTokenOpen(database.db, issued)).toBe(false);
  expect(await users()).toEqual([]);
});

test('a newer link replaces the older one', async () => {
  const older = await token();
  const newer = await token();

  await expect(
    createAdministratorWithToken(database.system, { ...person, token: older }),
  ).rejects.toMatchObject({ code: 'forbidden' });
  await createAdministratorWithToken(database.system, { ...person, token: newer });
});

test('no link is given out once there is an account', async () => {
  await createAdministratorWithToken(database.system, { ...person, token: await token() });

  expect(await issueSetupToken(database.system)).toBeNull();
});

test('a link from before the administrator was made some other way makes no second one', async () => {
  const issued = await token();
  await ensureAdministrator(database.system, { ...person, email: 'owner@example.com' });

  await expect(
    createAdministratorWithToken(database.system, { ...person, email: 'eve@example.com', token: issued }),
  ).rejects.toMatchObject({ code: 'forbidden' });
  expect(await isSetupTokenOpen(database.db, issued)).toBe(false);
  expect((await users()).map(({ email }) => email)).toEqual(['owner@example.com']);
});

test('a short password is refused at its field, and the link stays usable', async () => {
  const issued = await token();

  await expect(
    createAdministratorWithToken(database.system, { ...person, password: 'short', token: issued }),
  ).rejects.toMatchObject({
    code: 'invalid',
    fields: { password: expect.stringContaining('12 characters') },
  });

  await createAdministratorWithToken(database.system, { ...person, token: issued });
  expect(await users()).toHaveLength(1);
});

test('unattended starts make one administrator, also when several start at once', async () => {
  const made = await Promise.all(
    [1, 2, 3].map((n) => ensureAdministrator(database.system, { ...person, email: `owner${n}@example.com` })),
  );

  expect(made.filter((each) => each)).toHaveLength(1);
  expect(await users()).toHaveLength(1);
  expect(await ensureAdministrator(database.system, person)).toBe(false);
});
