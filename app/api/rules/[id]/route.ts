import { z } from 'zod';
import { getRoute } from '@/lib/http/route';
import { getRule } from '@/lib/rules/get';

export const GET = getRoute(z.object({ id: z.string() }), getRule);
