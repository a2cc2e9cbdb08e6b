import { z } from 'zod';
import { getAlert } from '@/lib/alerts/get';
import { getRoute } from '@/lib/http/route';

export const GET = getRoute(z.object({ id: z.uuid() }), getAlert);
