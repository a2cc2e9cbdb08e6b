import type { Database } from './client';
import type { Prisma } from './generated/client';

/** Who acts: a signed-in person, a program with a token, or this program itself. */
export type Actor =
  | { readonly kind: 'user'; readonly id: string; readonly name: string; readonly email: string }
  | { readonly kind: 'token'; readonly id: number; readonly name: string }
  | { readonly kind: 'system'; readonly name: 'worker' | 'cli' };

/** What every verb receives: who asks, and the database to ask. */
export interface Context {
  readonly actor: Actor;
  readonly db: Database;
}

export type Transaction = Prisma.TransactionClient;

/** Runs `change` in one transaction; the audit row belongs inside. */
export function inTransaction<T>(ctx: Context, change: (tx: Transaction) => Promise<T>): Promise<T> {
  return ctx.db.prisma.$transaction(change);
}
