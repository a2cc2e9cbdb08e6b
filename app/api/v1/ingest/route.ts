import { PushQuery, readPush } from '@/lib/http/push';
import { tokenRoute } from '@/lib/http/token-route';
import { awaitIngest } from '@/lib/jobs/await-ingest';
import { queuePush } from '@/lib/jobs/queue-push';

const WAIT_MS = 60_000;

export const POST = tokenRoute(PushQuery, async ({ ctx, input, request }) => {
  const { bundleId, status } = await queuePush({ ctx, input: { ...readPush(request), name: input.name } });
  const report = input.wait ? await awaitIngest({ ctx, input: { bundleId, waitMs: WAIT_MS } }) : null;
  const location = `/api/v1/bundles/${bundleId}`;
  const headers = { location, 'cache-control': 'no-store' };
  return report
    ? Response.json(report, { headers })
    : Response.json({ bundleId, status }, { status: 202, headers });
});
