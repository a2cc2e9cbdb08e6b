import { z } from 'zod';
import { getPushedBundle } from '@/lib/bundles/get-pushed';
import { tokenRoute } from '@/lib/http/token-route';

const BundleId = z.object({ id: z.coerce.number().int().positive().max(2_147_483_647) });

export const GET = tokenRoute(BundleId, async ({ ctx, input }) =>
  Response.json(await getPushedBundle({ ctx, input }), { headers: { 'cache-control': 'no-store' } }),
);
