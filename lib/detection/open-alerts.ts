import type pg from 'pg';
import type { Database } from '../db/client';
import { fieldStrings } from '../ecs';
import { loadWholeEvents, type WholeEvent } from '../events/load-whole';
import type { EvaluableRule } from '../rules/definition';
import { parseLookbackMs } from '../time';
import { ALERT_COLUMNS, type NewAlert, toAlertRow } from './alert-row';
import type { Sighting } from './find-firsts';
import { answerHistory, type HistoryQuestion } from './history';

/** Alerts written per statement: each carries its event in full. */
const CHUNK = 200;

export function historyQuestion(rule: EvaluableRule, sighting: Sighting, accountId: string): HistoryQuestion {
  return {
    key: `${sighting.terms_hash} ${sighting.event_id}`,
    accountId,
    eventTime: sighting.event_time,
    matchingBefore: sighting.matching_before,
    terms: rule.newTerms.fields.map((field, index) => ({
      field,
      value: sighting.terms[index] ?? '',
      matchedAt: sighting.values_matched_at[index] ?? null,
    })),
  };
}

async function insertAlerts(pool: pg.Pool, alerts: readonly NewAlert[]): Promise<number> {
  const arrays = ALERT_COLUMNS.map(([, type], index) => `$${index + 1}::${type}[]`);
  const names = ALERT_COLUMNS.map(([name]) => name).join(', ');
  const { rowCount } = await pool.query(
    `insert into alert (${names}, status, created_at, updated_at)
     select ${names}, 'open', now(), now() from unnest(${arrays.join(', ')}) as a (${names})
     on conflict (rule_id, terms_hash, event_id, event_time) do nothing`,
    ALERT_COLUMNS.map((_, index) => alerts.map((alert) => alert.values[index])),
  );
  return rowCount ?? 0;
}

function byKey(events: readonly WholeEvent[]): Map<string, WholeEvent> {
  return new Map(events.map((event) => [`${event.eventId} ${event.eventTime}`, event]));
}

/** Opens an alert for each sighting, with its evidence and a full copy of its event. Returns how many were new. */
export async function openAlerts(
  db: Database,
  rule: EvaluableRule,
  sightings: readonly Sighting[],
): Promise<number> {
  const windowMs = parseLookbackMs(rule.newTerms.historyWindowStart) ?? 0;
  let opened = 0;
  for (let start = 0; start < sightings.length; start += CHUNK) {
    const chunk = sightings.slice(start, start + CHUNK);
    const keys = chunk.map((row) => ({ eventId: row.event_id, eventTime: row.event_time.toISOString() }));
    const events = byKey(await loadWholeEvents(db, keys));
    const eventOf = (row: Sighting) => events.get(`${row.event_id} ${row.event_time.toISOString()}`);
    const questions = chunk.map((row) => {
      const event = eventOf(row);
      return historyQuestion(rule, row, (event && fieldStrings(event.ecs, 'cloud.account.id')[0]) ?? '');
    });
    const histories = await answerHistory(db.pool, questions, windowMs);
    const alerts = chunk.flatMap((row) => {
      const event = eventOf(row);
      const history = histories.get(`${row.terms_hash} ${row.event_id}`);
      return event && history ? [toAlertRow(rule, row, event, history)] : [];
    });
    opened += await insertAlerts(db.pool, alerts);
  }
  return opened;
}
