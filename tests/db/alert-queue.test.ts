import { beforeAll, describe, expect, test } from 'vitest';
import { countAlerts } from '@/lib/alerts/count';
import { getAlert } from '@/lib/alerts/get';
import { listAlerts } from '@/lib/alerts/list';
import { AlertSort, type ListAlertsInput } from '@/lib/alerts/schemas';
import { Severity } from '@/lib/ecs';
import { alertId, storeAlert } from '../support/alerts';
import { testDatabase } from '../support/database';
import { installRule } from '../support/detection';
import { BATCH, EREN, eventId } from '../support/records';

const database = testDatabase();
const ALL = Array.from({ length: 25 }, (_, n) => n);
const STATUSES = ['open', 'acknowledged', 'closed'] as const;

/** Alert n: status, severity and rule go round, five alerts share each instant, every tenth is superseded. */
const statusOf = (n: number) => STATUSES[n % 3] ?? 'open';
const severityOf = (n: number) => Severity.options[n % 4] ?? 'low';
const ruleOf = (n: number) => (n % 2 === 0 ? 'test-rule' : 'other-rule');
const timeOf = (n: number) => `2026-03-${10 + Math.floor(n / 5)}T12:00:00.000Z`;

beforeAll(async () => {
  const rule = { query: 'event.action: *', fields: ['user.name'] };
  await installRule(database.db, { ...rule, name: 'B rule' });
  await installRule(database.db, { ...rule, id: 'other-rule', name: 'A rule' });
  for (const n of ALL) {
    await storeAlert(database.db, n, {
      ruleId: ruleOf(n),
      status: statusOf(n),
      severity: severityOf(n),
      eventTime: timeOf(n),
      ...(statusOf(n) === 'closed' ? { reason: n % 2 === 0 ? 'false_positive' : 'true_positive' } : {}),
      ...(n % 10 === 9 ? { supersededById: eventId(100) } : {}),
      ...(n === 3 ? { principalArn: EREN } : {}),
      ...(n === 4 ? { resource: BATCH } : {}),
      ...(n === 5 ? { userAgentOriginal: '100%_sure\\' } : {}),
      ...(n === 6 ? { userAgentOriginal: '100 percent sure' } : {}),
    });
  }
});

async function found(input: ListAlertsInput): Promise<string[]> {
  const { alerts, total } = await listAlerts({ ctx: database.analyst, input: { limit: 500, ...input } });
  expect(total).toBe(alerts.length);
  return alerts.map(({ id }) => id);
}

function ids(isWanted: (n: number) => boolean): string[] {
  return ALL.filter(isWanted).map(alertId);
}

describe('filters', () => {
  test.each<[string, ListAlertsInput, (n: number) => boolean]>([
    ['nothing', {}, () => true],
    ['a status', { status: ['open'] }, (n) => n % 3 === 0],
    ['two statuses', { status: ['open', 'closed'] }, (n) => n % 3 !== 1],
    ['a severity', { severity: ['critical'] }, (n) => n % 4 === 3],
    ['a rule', { rule: ['other-rule'] }, (n) => n % 2 === 1],
    ['a reason', { reason: ['false_positive'] }, (n) => n % 3 === 2 && n % 2 === 0],
    ['a start, inclusive', { from: '2026-03-12T12:00:00Z' }, (n) => n >= 10],
    ['an end, exclusive', { to: '2026-03-12T12:00:00Z' }, (n) => n < 10],
    ['superseded hidden', { superseded: 'hide' }, (n) => n % 10 !== 9],
    ['superseded only', { superseded: 'only' }, (n) => n % 10 === 9],
    ['text in the principal, whatever the case', { text: 'USER/EREN' }, (n) => n === 3],
    ['text in the resource', { text: BATCH.slice(2, 9) }, (n) => n === 4],
    ['text in the name of the rule', { text: 'a rule' }, (n) => n % 2 === 1],
    ['text in the event id', { text: eventId(7).slice(-12) }, (n) => n === 7],
    ['a percent sign as text', { text: '100%' }, (n) => n === 5],
    ['an underscore as text', { text: '%_s' }, (n) => n === 5],
    ['a backslash as text', { text: 'sure\\' }, (n) => n === 5],
    ['text that nothing has', { text: '%%' }, () => false],
    ['blank text', { text: '   ' }, () => true],
    [
      'all at once',
      { status: ['open'], severity: ['low'], rule: ['test-rule'], to: '2026-03-12T00:00:00Z' },
      (n) => n % 12 === 0 && n < 10,
    ],
  ])('%s', async (_, input, isWanted) => {
    expect((await found(input)).sort()).toEqual(ids(isWanted));
  });
});

describe('order and pages', () => {
  const rankOf = {
    status: (n: number) => 2 - (n % 3),
    severity: (n: number) => n % 4,
    eventTime: () => 0,
    rule: (n: number) => (n % 2 === 0 ? 1 : 0),
  };
  const cases = AlertSort.options.flatMap((sort) =>
    (['asc', 'desc'] as const).map((order) => [sort, order] as const),
  );

  test.each(cases)('%s %s: by the key, then time, then id', async (sort, order) => {
    const ascending = [...ALL].sort((a, b) => rankOf[sort](a) - rankOf[sort](b) || a - b);

    const expected = order === 'asc' ? ascending : ascending.reverse();

    expect(await found({ sort, order })).toEqual(expected.map(alertId));
  });

  test.each(cases)(
    '%s %s: pages of seven visit each alert once, in the order of one page',
    async (sort, order) => {
      const whole = await found({ sort, order });
      const visited: string[] = [];
      let cursor: string | undefined;
      let pages = 0;
      do {
        const page = await listAlerts({
          ctx: database.analyst,
          input: { sort, order, limit: 7, ...(cursor ? { cursor } : {}) },
        });
        expect(page.total).toBe(25);
        visited.push(...page.alerts.map(({ id }) => id));
        cursor = page.nextCursor ?? undefined;
        pages += 1;
      } while (cursor && pages < 10);

      expect(visited).toEqual(whole);
      expect(pages).toBe(4);
    },
  );

  test('a page that ends with the last alert has no next one', async () => {
    const page = await listAlerts({ ctx: database.analyst, input: { limit: 25 } });

    expect(page).toMatchObject({ total: 25, nextCursor: null });
  });

  test.each(['nonsense', Buffer.from('[1]').toString('base64url'), Buffer.from('{').toString('base64url')])(
    'a cursor that none of the pages gave is refused: %s',
    async (cursor) => {
      await expect(listAlerts({ ctx: database.analyst, input: { cursor } })).rejects.toMatchObject({
        code: 'invalid',
      });
    },
  );

  test('open alerts come first, newest first; neighbours follow that order', async () => {
    const queue = await found({});
    const place = 12;

    const alert = await getAlert({ ctx: database.analyst, input: { id: queue[place] ?? '' } });
    const first = await getAlert({ ctx: database.analyst, input: { id: queue[0] ?? '' } });
    const last = await getAlert({ ctx: database.analyst, input: { id: queue[24] ?? '' } });

    expect(first).toMatchObject({ status: 'open', previousId: null, nextId: queue[1] });
    expect(alert).toMatchObject({ previousId: queue[place - 1], nextId: queue[place + 1] });
    expect(last).toMatchObject({ status: 'closed', previousId: queue[23], nextId: null });
  });
});

describe('counts', () => {
  test('without filters tell everything', async () => {
    const counts = await countAlerts({ ctx: database.analyst, input: {} });

    expect(counts.status).toEqual({ open: 9, acknowledged: 8, closed: 8 });
    expect(counts.severity).toEqual({ low: 7, medium: 6, high: 6, critical: 6 });
    expect(counts.rules).toEqual([
      { id: 'test-rule', name: 'B rule', alerts: 13 },
      { id: 'other-rule', name: 'A rule', alerts: 12 },
    ]);
    expect(counts.trend).toHaveLength(5);
    // The first five alerts: low, medium, high, critical, low.
    expect(counts.trend[0]).toEqual({ day: '2026-03-10', low: 2, medium: 1, high: 1, critical: 1 });
  });

  test('each facet follows the other filters and not its own', async () => {
    const counts = await countAlerts({
      ctx: database.analyst,
      input: { status: ['open'], severity: ['low'], rule: ['test-rule'] },
    });
    const number = (isWanted: (n: number) => boolean) => ALL.filter(isWanted).length;

    // By status: low severity of the one rule, so every fourth.
    expect(counts.status).toEqual({
      open: number((n) => n % 4 === 0 && n % 3 === 0),
      acknowledged: number((n) => n % 4 === 0 && n % 3 === 1),
      closed: number((n) => n % 4 === 0 && n % 3 === 2),
    });
    // By severity: open ones of the one rule, whose numbers are even, so low and high alone.
    expect(counts.severity).toEqual({
      low: number((n) => n % 3 === 0 && n % 4 === 0),
      medium: 0,
      high: number((n) => n % 3 === 0 && n % 4 === 2),
      critical: 0,
    });
    // By rule: open and low, which the other rule has none of.
    expect(counts.rules).toEqual([
      { id: 'test-rule', name: 'B rule', alerts: number((n) => n % 3 === 0 && n % 4 === 0) },
    ]);
  });

  test('the trend follows all filters but the time', async () => {
    const counts = await countAlerts({
      ctx: database.analyst,
      input: { from: '2026-03-14T00:00:00Z', severity: ['critical'] },
    });

    expect(counts.trend.map(({ day }) => day)).toEqual([
      '2026-03-10',
      '2026-03-11',
      '2026-03-12',
      '2026-03-13',
      '2026-03-14',
    ]);
    expect(counts.trend.every(({ low, medium, high }) => low + medium + high === 0)).toBe(true);
    // Of alerts 20 to 24, number 23 is critical.
    expect(counts.severity.critical).toBe(1);
  });
});
