import type pg from 'pg';
import type { AlertHistory } from '../alerts/schemas';
import type { Database } from '../db/client';
import { loadWholeEvents, type WholeEvent } from '../events/load-whole';
import type { EvaluableRule } from '../rules/definition';
import { ALERT_COLUMNS, type Find, type NewAlert, toAlertRow } from './alert-row';

/** Alerts written per statement: each carries its event in full. */
const CHUNK = 200;

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

/** What a rule found, beside its event in full. */
export interface Opening<Found extends Find> {
  readonly find: Found;
  readonly event: WholeEvent;
}

/** Tells, for openings in their order, what history stood behind each. */
export type TellHistory<Found extends Find> = (
  openings: ReadonlyArray<Opening<Found>>,
) => Promise<ReadonlyArray<AlertHistory | null>>;

const noHistory: TellHistory<Find> = async (openings) => openings.map(() => null);

/** Opens an alert for each find, with its evidence and a full copy of its event. Returns how many were new. */
export async function openAlerts<Found extends Find>(
  db: Database,
  rule: EvaluableRule,
  finds: readonly Found[],
  tellHistory: TellHistory<Found> = noHistory,
): Promise<number> {
  let opened = 0;
  for (let start = 0; start < finds.length; start += CHUNK) {
    const chunk = finds.slice(start, start + CHUNK);
    const keys = chunk.map(({ eventId, eventTime }) => ({ eventId, eventTime: eventTime.toISOString() }));
    const events = new Map(
      (await loadWholeEvents(db, keys)).map((event) => [`${event.eventId} ${event.eventTime}`, event]),
    );
    const openings = chunk.flatMap((find) => {
      const event = events.get(`${find.eventId} ${find.eventTime.toISOString()}`);
      return event ? [{ find, event }] : [];
    });
    const histories = await tellHistory(openings);
    opened += await insertAlerts(
      db.pool,
      openings.map(({ find, event }, index) => toAlertRow(rule, find, event, histories[index] ?? null)),
    );
  }
  return opened;
}
