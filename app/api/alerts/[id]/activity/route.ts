import { z } from 'zod';
import { listAudit } from '@/lib/audit/list';
import { getRoute } from '@/lib/http/route';

export const GET = getRoute(z.object({ id: z.uuid() }), ({ ctx, input }) =>
  listAudit({ ctx, input: { targetType: 'alert', targetId: input.id } }),
);
