import { z } from 'zod';
import { listBundles } from '@/lib/bundles/list';
import { getRoute } from '@/lib/http/route';

export const GET = getRoute(z.object({}), listBundles);
