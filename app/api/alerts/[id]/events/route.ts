import { getRoute } from '@/lib/http/route';
import { listLaneEvents } from '@/lib/investigate/lane-events';
import { ListLaneEventsInput } from '@/lib/investigate/schemas';

export const GET = getRoute(
  ListLaneEventsInput.omit({ alertId: true }).extend({ id: ListLaneEventsInput.shape.alertId }),
  ({ ctx, input: { id, ...rest } }) => listLaneEvents({ ctx, input: { alertId: id, ...rest } }),
);
