import { z } from 'zod';
import { getEvent } from '@/lib/events/get';
import { getRoute } from '@/lib/http/route';

export const GET = getRoute(z.object({ id: z.guid() }), getEvent);
