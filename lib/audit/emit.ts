import type { Actor, Transaction } from '../db/context';
import { Prisma } from '../db/generated/client';

export interface AuditInput {
  /** Dotted verb, e.g. `alert.close`. */
  readonly action: string;
  readonly target: { readonly type: string; readonly id: string };
  /** Only the fields that changed. */
  readonly before?: Prisma.InputJsonObject;
  readonly after?: Prisma.InputJsonObject;
  readonly note?: string;
}

export function actorName(actor: Actor): string {
  return actor.name;
}

/** Writes one audit row. Call it inside the transaction of the change it records. */
export async function emitAudit(tx: Transaction, actor: Actor, entry: AuditInput): Promise<void> {
  await tx.auditEntry.create({
    data: {
      actorId: actor.kind === 'user' ? actor.id : null,
      actorName: actorName(actor),
      action: entry.action,
      targetType: entry.target.type,
      targetId: entry.target.id,
      before: entry.before ?? Prisma.DbNull,
      after: entry.after ?? Prisma.DbNull,
      note: entry.note ?? null,
    },
  });
}
