import { z } from 'zod';
import { getRoute } from '@/lib/http/route';
import { listRules } from '@/lib/rules/list';

export const GET = getRoute(z.object({}), listRules);
