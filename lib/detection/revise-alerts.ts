import type pg from 'pg';
import type { Database } from '../db/client';
import type { NewTermsRule } from '../rules/definition';
import { parseLookbackMs } from '../time';
import { arrivedSince } from './arrived-since';
import type { Sighting } from './find-firsts';
import { answerHistory } from './history';
import { historyQuestion } from './history-question';

/** Alerts whose evidence is told anew in one go. */
const CHUNK = 1000;

/**
 * Late history: an alert whose event is no longer the first of its tuple is superseded by the earlier sighting;
 * one that is first again (a bundle was deleted) stands again. Neither touches what an analyst has decided.
 */
export async function supersedeAlerts(pool: pg.Pool, sightings: readonly Sighting[]): Promise<number> {
  const rows = sightings.filter(
    (row) =>
      row.alert_id !== null &&
      !row.alert_decided &&
      row.alert_superseded_by !== (row.is_first ? null : row.first_event_id),
  );
  if (rows.length === 0) return 0;
  const { rows: changed } = await pool.query<{ id: string }>(
    `update alert
        set superseded_by_id = change.by_id, superseded_by_time = change.by_time, updated_at = now()
       from unnest($1::uuid[], $2::uuid[], $3::timestamptz[]) as change (id, by_id, by_time)
      where alert.id = change.id and alert.decided_at is null
      returning alert.id`,
    [
      rows.map((row) => row.alert_id),
      rows.map((row) => (row.is_first ? null : row.first_event_id)),
      rows.map((row) => (row.is_first ? null : row.first_event_time.toISOString())),
    ],
  );
  // One that was superseded before and now is by a still earlier sighting does not count again.
  const fresh = new Set(
    rows.flatMap((row) => (!row.is_first && row.alert_superseded_by === null ? [row.alert_id] : [])),
  );
  return changed.filter(({ id }) => fresh.has(id)).length;
}

/** Takes the mark off alerts whose source event is there again: the bundle it went with came once more. */
export async function restoreSources(pool: pg.Pool, sightings: readonly Sighting[]): Promise<void> {
  await pool.query(
    'update alert set source_deleted_at = null where source_deleted_at is not null and id = any($1::uuid[])',
    [sightings.flatMap(({ alert_id: id }) => (id === null ? [] : [id]))],
  );
}

/**
 * Tells the evidence of existing alerts anew where events came before them since the last evaluation. Decided alerts
 * keep what was decided on.
 */
export async function refreshHistory(
  db: Database,
  rule: NewTermsRule,
  sightings: readonly Sighting[],
): Promise<void> {
  const arrived = await arrivedSince(db.pool, rule.ruleId);
  if (arrived === null) return;
  const rows = sightings.filter(
    (row) => row.alert_id !== null && !row.alert_decided && row.event_time.getTime() > arrived,
  );
  for (let start = 0; start < rows.length; start += CHUNK) {
    await refreshChunk(db, rule, rows.slice(start, start + CHUNK));
  }
}

async function refreshChunk(db: Database, rule: NewTermsRule, rows: readonly Sighting[]): Promise<void> {
  const accounts = await db.prisma.alert.findMany({
    where: { id: { in: rows.map((row) => row.alert_id ?? '') } },
    select: { id: true, accountId: true },
  });
  const accountOf = new Map(accounts.map((alert) => [alert.id, alert.accountId ?? '']));
  const questions = rows.map((row) => historyQuestion(rule, row, accountOf.get(row.alert_id ?? '') ?? ''));
  const windowMs = parseLookbackMs(rule.newTerms.historyWindowStart) ?? 0;
  const histories = await answerHistory(db.pool, questions, windowMs);
  await db.pool.query(
    `update alert set history = change.history
       from unnest($1::uuid[], $2::jsonb[]) as change (id, history)
      where alert.id = change.id and alert.decided_at is null and alert.history is distinct from change.history`,
    [
      rows.map((row) => row.alert_id),
      rows.map((row) => JSON.stringify(histories.get(`${row.terms_hash} ${row.event_id}`))),
    ],
  );
}
