import { countAlerts } from '@/lib/alerts/count';
import { AlertFilters } from '@/lib/alerts/schemas';
import { getRoute } from '@/lib/http/route';

export const GET = getRoute(AlertFilters, countAlerts, { lists: ['status', 'severity', 'rule', 'reason'] });
