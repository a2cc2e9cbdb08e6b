import { listAlerts } from '@/lib/alerts/list';
import { ListAlertsInput } from '@/lib/alerts/schemas';
import { getRoute } from '@/lib/http/route';

export const GET = getRoute(ListAlertsInput, listAlerts, { lists: ['status', 'severity', 'rule', 'reason'] });
