import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { hashPassword } from 'better-auth/crypto';
import { emitAudit } from '../audit/emit';
import { PASSWORD_LENGTH_MIN } from '../auth/password';
import type { Database } from '../db/client';
import { type Context, inTransaction, type Transaction } from '../db/context';
import { AppError } from '../errors';
import { DAY_MS } from '../time';

const IDENTIFIER = 'first-run-administrator';

export interface NewAdministrator {
  readonly name: string;
  readonly email: string;
  readonly password: string;
}

function hash(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

/** A fresh one-time token for making the administrator, or null when there already is an account. */
export async function issueSetupToken(ctx: Context): Promise<string | null> {
  if ((await ctx.db.prisma.user.count()) > 0) return null;
  const token = randomBytes(24).toString('base64url');
  await inTransaction(ctx, async (tx) => {
    await tx.verification.deleteMany({ where: { identifier: IDENTIFIER } });
    const expiresAt = new Date(Date.now() + 7 * DAY_MS);
    await tx.verification.create({
      data: { id: randomUUID(), identifier: IDENTIFIER, value: hash(token), expiresAt },
    });
  });
  return token;
}

/** Whether the link of a token still makes an account; using it is decided by `createAdministratorWithToken`. */
export async function isSetupTokenOpen(db: Database, token: string): Promise<boolean> {
  const found = await db.prisma.verification.count({
    where: { identifier: IDENTIFIER, value: hash(token), expiresAt: { gt: new Date() } },
  });
  return found > 0;
}

/** Waits for whoever else is making the first account, and tells whether it still is to be made. */
async function isFirstAccount(tx: Transaction): Promise<boolean> {
  await tx.$executeRaw`select pg_advisory_xact_lock(hashtext('trailhound.administrator'))`;
  return (await tx.user.count()) === 0;
}

/** Uses the token up; false when it was used, has expired or never was one. */
async function consumeToken(tx: Transaction, token: string): Promise<boolean> {
  const { count } = await tx.verification.deleteMany({
    where: { identifier: IDENTIFIER, value: hash(token), expiresAt: { gt: new Date() } },
  });
  return count > 0;
}

/** Checks and hashes the password. scrypt takes a while on purpose: never inside a transaction. */
async function hashed(password: string): Promise<string> {
  if (password.length < PASSWORD_LENGTH_MIN) {
    const message = `The password needs at least ${PASSWORD_LENGTH_MIN} characters.`;
    throw new AppError('invalid', message, { password: message });
  }
  return hashPassword(password);
}

/** Makes the account. Links that were given out for it are void from here on. */
async function insertAdministrator(
  tx: Transaction,
  input: NewAdministrator,
  passwordHash: string,
): Promise<void> {
  await tx.verification.deleteMany({ where: { identifier: IDENTIFIER } });
  const email = input.email.trim().toLowerCase();
  const name = input.name.trim() || email;
  const id = randomUUID();
  await tx.user.create({ data: { id, name, email, emailVerified: true } });
  await tx.account.create({
    data: { id: randomUUID(), accountId: id, providerId: 'credential', userId: id, password: passwordHash },
  });
  const actor = { kind: 'user', id, name, email } as const;
  await emitAudit(tx, actor, { action: 'account.create_administrator', target: { type: 'user', id } });
}

/** Makes the administrator through the one-time link. Of several people with one link, one succeeds. */
export async function createAdministratorWithToken(
  ctx: Context,
  input: NewAdministrator & { readonly token: string },
): Promise<void> {
  const passwordHash = await hashed(input.password);
  await inTransaction(ctx, async (tx) => {
    if (!(await isFirstAccount(tx)) || !(await consumeToken(tx, input.token))) {
      const message = 'This link has been used or has expired. Restart Trailhound to get a new one.';
      throw new AppError('forbidden', message);
    }
    await insertAdministrator(tx, input, passwordHash);
  });
}

/** Makes the administrator of an unattended start; does nothing when there already is an account. */
export async function ensureAdministrator(ctx: Context, input: NewAdministrator): Promise<boolean> {
  if ((await ctx.db.prisma.user.count()) > 0) return false;
  const passwordHash = await hashed(input.password);
  return inTransaction(ctx, async (tx) => {
    if (!(await isFirstAccount(tx))) return false;
    await insertAdministrator(tx, input, passwordHash);
    return true;
  });
}
