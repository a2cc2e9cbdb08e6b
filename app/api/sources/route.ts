import { z } from 'zod';
import { getRoute } from '@/lib/http/route';
import { listWatchedSources } from '@/lib/sources/list';

export const GET = getRoute(z.object({}), listWatchedSources);
