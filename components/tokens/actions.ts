import type { NewToken } from '@/lib/accounts/schemas';
import type { ActionResult } from '@/lib/http/responses';

export type CreateToken = (input: {
  readonly name: string;
  readonly expiresInDays?: number;
}) => Promise<ActionResult<NewToken>>;

export type RevokeToken = (input: { readonly id: number }) => Promise<ActionResult<{ readonly id: number }>>;
