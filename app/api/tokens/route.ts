import { z } from 'zod';
import { listTokens } from '@/lib/accounts/list-tokens';
import { getRoute } from '@/lib/http/route';

export const GET = getRoute(z.object({}), listTokens);
