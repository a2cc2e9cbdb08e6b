import { listConflicts } from '@/lib/events/list-conflicts';
import { ListConflictsInput } from '@/lib/events/schemas';
import { getRoute } from '@/lib/http/route';

export const GET = getRoute(ListConflictsInput, listConflicts);
