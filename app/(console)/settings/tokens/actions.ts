'use server';

import { createToken } from '@/lib/accounts/create-token';
import { revokeToken } from '@/lib/accounts/revoke-token';
import { CreateTokenInput, RevokeTokenInput } from '@/lib/accounts/schemas';
import { action } from '@/lib/http/action';

export const createTokenAction = action(CreateTokenInput, createToken);
export const revokeTokenAction = action(RevokeTokenInput, revokeToken);
