import { z } from 'zod';

export const CreateTokenInput = z.object({
  name: z.string().trim().min(1, 'A token needs a name.').max(100, 'At most 100 characters.'),
  /** Unset: until it is revoked. */
  expiresInDays: z.number().int().min(1).max(3650).optional(),
});
export type CreateTokenInput = z.infer<typeof CreateTokenInput>;

export const RevokeTokenInput = z.object({ id: z.number().int().positive() });
export type RevokeTokenInput = z.infer<typeof RevokeTokenInput>;

export interface TokenRow {
  readonly id: number;
  readonly name: string;
  /** What it may do. */
  readonly scope: 'ingest';
  readonly status: 'active' | 'expired' | 'revoked';
  readonly createdBy: string;
  readonly createdAt: string;
  /** To the minute. */
  readonly lastUsedAt: string | null;
  readonly expiresAt: string | null;
  readonly revokedAt: string | null;
}

/** A token that was just made: the only time its text is known. */
export interface NewToken {
  readonly id: number;
  readonly name: string;
  readonly token: string;
  readonly expiresAt: string | null;
}
