import type { Actor } from '../db/context';
import { AppError } from '../errors';

/** What a verb may ask for. Everyone signed in is an administrator until roles exist; verbs ask all the same. */
export type Permission =
  | 'read'
  | 'triage'
  | 'ingest'
  | 'manage_bundles'
  | 'evaluate'
  | 'manage_rules'
  | 'manage_tokens'
  | 'manage_sources';

export function can(actor: Actor, permission: Permission): boolean {
  switch (actor.kind) {
    case 'user':
      return true;
    case 'token':
      // A key for pushing pushes: who finds it can read nothing with it.
      return permission === 'ingest';
    case 'system':
      // The program ingests and evaluates; it never decides about an alert.
      return permission !== 'triage';
    default:
      return actor satisfies never;
  }
}

export function assertCan(actor: Actor, permission: Permission): void {
  if (!can(actor, permission))
    throw new AppError('forbidden', `${actor.name} may not do this (${permission}).`);
}
