import { z } from 'zod';
import { compareConflict } from '@/lib/events/compare-conflict';
import { getRoute } from '@/lib/http/route';

export const GET = getRoute(z.object({ id: z.coerce.number().int().positive() }), compareConflict);
