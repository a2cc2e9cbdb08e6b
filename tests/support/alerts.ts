import { createHash } from 'node:crypto';
import type { AlertHistory } from '@/lib/alerts/schemas';
import type { Database } from '@/lib/db/client';
import { type Severity, severityRank } from '@/lib/ecs';
import { ACCOUNT, DANA, eventId, WEB } from './records';

interface AlertChanges {
  readonly ruleId?: string;
  readonly status?: 'open' | 'acknowledged' | 'closed';
  readonly reason?: string;
  readonly severity?: Severity;
  readonly eventTime?: string;
  readonly principalArn?: string;
  readonly resource?: string;
  readonly userAgentOriginal?: string;
  readonly supersededById?: string;
}

const NO_HISTORY: AlertHistory = {
  windowHours: 336,
  spanHours: 0,
  events: 0,
  matchingEvents: 0,
  hoursWithoutData: 0,
  coldStart: true,
  lastSeen: [],
};

/** The id of the n-th stored alert. */
export function alertId(n: number): string {
  return `a1e57000-0000-8000-8000-${n.toString(16).padStart(12, '0')}`;
}

/** Stores an alert without evaluating anything; the rule has to exist. Returns its id. */
export async function storeAlert(db: Database, n: number, changes: AlertChanges = {}): Promise<string> {
  const { severity = 'medium', eventTime = '2026-03-20T12:00:00Z', ...rest } = changes;
  const { id } = await db.prisma.alert.create({
    data: {
      id: alertId(n),
      ruleId: 'test-rule',
      riskScore: 47,
      eventId: eventId(n),
      termsHash: createHash('md5').update(String(n)).digest('hex'),
      newTerms: [],
      history: { ...NO_HISTORY, lastSeen: [] },
      ecs: { event: { action: 'DescribeInstanceAttribute' } },
      raw: '{}',
      principalArn: DANA,
      resource: WEB,
      accountId: ACCOUNT,
      severity,
      severityRank: severityRank(severity),
      eventTime: new Date(eventTime),
      ...rest,
    },
  });
  return id;
}
