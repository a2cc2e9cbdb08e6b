import { z } from 'zod';
import { getBundle } from '@/lib/bundles/get';
import { getRoute } from '@/lib/http/route';

export const GET = getRoute(z.object({ id: z.coerce.number().int().positive() }), getBundle);
