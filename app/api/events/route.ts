import { SearchEventsInput } from '@/lib/events/schemas';
import { searchEvents } from '@/lib/events/search';
import { getRoute } from '@/lib/http/route';

export const GET = getRoute(SearchEventsInput, searchEvents);
