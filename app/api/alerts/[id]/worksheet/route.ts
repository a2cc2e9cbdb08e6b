import { z } from 'zod';
import { getRoute } from '@/lib/http/route';
import { getWorksheet } from '@/lib/investigate/worksheet';

export const GET = getRoute(z.object({ id: z.uuid() }), ({ ctx, input }) =>
  getWorksheet({ ctx, input: { alertId: input.id } }),
);
