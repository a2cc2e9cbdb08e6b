import { assertCan } from '../auth/permissions';
import type { Context } from '../db/context';
import { Severity } from '../ecs';
import { filterSql } from './internal';
import { type AlertCounts, AlertFilters, AlertStatus } from './schemas';

const FROM = 'from alert join rule on rule.id = alert.rule_id';

function tally<Key extends string>(
  keys: readonly Key[],
  rows: ReadonlyArray<{ key: string; alerts: number }>,
) {
  const counts = Object.fromEntries(keys.map((key) => [key, 0])) as Record<Key, number>;
  for (const { key, alerts } of rows) counts[key as Key] = alerts;
  return counts;
}

/** Counts for the queue's facets, each following all filters but its own, and the trend by day. */
export async function countAlerts({
  ctx,
  input,
}: {
  ctx: Context;
  input: Partial<AlertFilters>;
}): Promise<AlertCounts> {
  assertCan(ctx.actor, 'read');
  const filters = AlertFilters.parse(input);
  const grouped = (key: string, without: 'status' | 'severity') => {
    const values: unknown[] = [];
    const condition = filterSql(filters, values, without);
    return ctx.db.pool.query<{ key: string; alerts: number }>(
      `select ${key} as key, count(*) as alerts ${FROM} where ${condition} group by 1`,
      values,
    );
  };
  const ruleValues: unknown[] = [];
  const ruleCondition = filterSql(filters, ruleValues, 'rule');
  const trendValues: unknown[] = [];
  const trendCondition = filterSql(filters, trendValues, 'time');
  const [status, severity, rules, trend] = await Promise.all([
    grouped('alert.status', 'status'),
    grouped('alert.severity', 'severity'),
    ctx.db.pool.query<{ id: string; name: string; alerts: number }>(
      `select rule.id, rule.name, count(*) as alerts ${FROM} where ${ruleCondition} group by 1, 2 order by 3 desc, 2`,
      ruleValues,
    ),
    ctx.db.pool.query<{ day: string; severity: Severity; alerts: number }>(
      `select to_char(alert.event_time at time zone 'UTC', 'YYYY-MM-DD') as day, alert.severity, count(*) as alerts
         ${FROM} where ${trendCondition} group by 1, 2 order by 1`,
      trendValues,
    ),
  ]);
  const days = new Map<string, Record<Severity, number>>();
  for (const row of trend.rows) {
    const day = days.get(row.day) ?? { low: 0, medium: 0, high: 0, critical: 0 };
    day[row.severity] = row.alerts;
    days.set(row.day, day);
  }
  return {
    status: tally(AlertStatus.options, status.rows),
    severity: tally(Severity.options, severity.rows),
    rules: rules.rows,
    trend: [...days].map(([day, counts]) => ({ day, ...counts })),
  };
}
