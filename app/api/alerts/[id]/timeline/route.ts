import { getRoute } from '@/lib/http/route';
import { GetTimelineInput } from '@/lib/investigate/schemas';
import { getTimeline } from '@/lib/investigate/timeline';

export const GET = getRoute(
  GetTimelineInput.omit({ alertId: true }).extend({ id: GetTimelineInput.shape.alertId }),
  ({ ctx, input: { id, ...range } }) => getTimeline({ ctx, input: { alertId: id, ...range } }),
);
