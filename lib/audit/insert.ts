import type pg from 'pg';
import type { Actor } from '../db/context';
import { type AuditInput, actorName } from './emit';

/** Writes one audit row inside a transaction in plain SQL, as `emitAudit` does inside one of Prisma's. */
export async function insertAudit(client: pg.PoolClient, actor: Actor, entry: AuditInput): Promise<void> {
  const json = (value: unknown) => (value === undefined ? null : JSON.stringify(value));
  await client.query(
    `insert into audit_entry (actor_id, actor_name, action, target_type, target_id, before, after, note)
     values ($1, $2, $3, $4, $5, $6::jsonb, $7::jsonb, $8)`,
    [
      actor.kind === 'user' ? actor.id : null,
      actorName(actor),
      entry.action,
      entry.target.type,
      entry.target.id,
      json(entry.before),
      json(entry.after),
      entry.note ?? null,
    ],
  );
}
