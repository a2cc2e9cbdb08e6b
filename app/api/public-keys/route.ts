import { z } from 'zod';
import { listPublicKeys } from '@/lib/bundles/list-public-keys';
import { getRoute } from '@/lib/http/route';

export const GET = getRoute(z.object({}), listPublicKeys);
