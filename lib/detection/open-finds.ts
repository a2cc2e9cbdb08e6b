import type { Database } from '../db/client';
import type { EvaluableRule } from '../rules/definition';
import { parseDurationMs } from '../time';
import type { Find } from './alert-row';
import { groupFinds } from './group-finds';
import { openAlerts } from './open-alerts';
import { type EvaluationRange, isWithin } from './range';
import { suppressFinds } from './suppress-finds';

interface KnownRow {
  readonly id: string;
  readonly terms_hash: string;
  readonly event_id: string;
  readonly event_time: Date;
  readonly is_standing: boolean;
}

const keyOf = (hash: string, eventId: string, at: Date) => `${hash} ${eventId} ${at.toISOString()}`;
const keyOfFind = ({ termsHash, eventId, eventTime }: Find) => keyOf(termsHash, eventId, eventTime);
const keyOfRow = (row: KnownRow) => keyOf(row.terms_hash, row.event_id, row.event_time);

/**
 * Brings the alerts of a rule that finds groups of events in line with all it finds now: opens what is missing in the
 * range, and marks undecided alerts of the range that later uploads have made part of another find as superseded by it.
 */
export async function openFinds(
  db: Database,
  rule: EvaluableRule,
  found: readonly Find[],
  range: EvaluationRange,
): Promise<{ readonly opened: number; readonly superseded: number; readonly capped: number }> {
  const all = await applySuppression(db, rule, found);
  const told = all.filter(({ eventTime }) => isWithin(eventTime, range));
  const { rows } = await db.pool.query<KnownRow>(
    `select id, terms_hash, event_id, event_time,
            decided_at is null and superseded_by_id is null and source_deleted_at is null as is_standing
       from alert where rule_id = $1
        and ($2::timestamptz is null or event_time >= $2) and ($3::timestamptz is null or event_time < $3)`,
    [rule.ruleId, range.from, range.to],
  );
  const known = new Set(rows.map(keyOfRow));
  const { allowed, capped } = applyCap(told, known, rule);
  const opened = await openAlerts(db, rule, allowed);
  await restoreFound(db, rule, told);
  await recountSuppressed(db, rule, told);
  const standing = new Set(told.map(keyOfFind));
  const lost = rows.filter((row) => row.is_standing && !standing.has(keyOfRow(row)));
  return { opened, superseded: await supersedeLost(db, lost, all), capped };
}

async function applySuppression(
  { pool }: Database,
  { suppression, interval }: EvaluableRule,
  finds: readonly Find[],
): Promise<readonly Find[]> {
  if (!suppression) return finds;
  const grouped = await groupFinds(pool, finds, suppression.groupBy);
  return suppressFinds(grouped, suppression, parseDurationMs(interval) ?? 1);
}

/** An alert counts what came since. */
async function recountSuppressed(db: Database, rule: EvaluableRule, finds: readonly Find[]): Promise<void> {
  if (!rule.suppression) return;
  await db.pool.query(
    `update alert set suppressed = found.suppressed, suppressed_until = found.until, updated_at = now()
       from unnest($2::text[], $3::uuid[], $4::timestamptz[], $5::int[], $6::timestamptz[])
            as found (terms_hash, event_id, event_time, suppressed, until)
      where alert.rule_id = $1 and alert.terms_hash = found.terms_hash and alert.event_id = found.event_id
        and alert.event_time = found.event_time and alert.suppressed is distinct from found.suppressed`,
    [
      rule.ruleId,
      finds.map(({ termsHash }) => termsHash),
      finds.map(({ eventId }) => eventId),
      finds.map(({ eventTime }) => eventTime.toISOString()),
      finds.map(({ suppressed }) => suppressed?.count ?? 0),
      finds.map(({ suppressed }) => suppressed?.until?.toISOString() ?? null),
    ],
  );
}

/** The first `max_signals` of each interval, without those that are there already. */
function applyCap(
  finds: readonly Find[],
  known: ReadonlySet<string>,
  { interval, maxSignals }: EvaluableRule,
): { readonly allowed: readonly Find[]; readonly capped: number } {
  const intervalMs = parseDurationMs(interval) ?? 1;
  const ranks = new Map<number, number>();
  const allowed: Find[] = [];
  let capped = 0;
  for (const find of finds) {
    const slot = Math.floor(find.eventTime.getTime() / intervalMs);
    const rank = (ranks.get(slot) ?? 0) + 1;
    ranks.set(slot, rank);
    if (known.has(keyOfFind(find))) continue;
    if (rank <= maxSignals) allowed.push(find);
    else capped += 1;
  }
  return { allowed, capped };
}

/** An alert that is found again (a bundle was deleted, or came once more) stands again. */
async function restoreFound(db: Database, rule: EvaluableRule, finds: readonly Find[]): Promise<void> {
  await db.pool.query(
    `update alert set superseded_by_id = null, superseded_by_time = null, source_deleted_at = null, updated_at = now()
       from unnest($2::text[], $3::uuid[], $4::timestamptz[]) as found (terms_hash, event_id, event_time)
      where alert.rule_id = $1 and alert.terms_hash = found.terms_hash and alert.event_id = found.event_id
        and alert.event_time = found.event_time and alert.decided_at is null
        and (superseded_by_id is not null or source_deleted_at is not null)`,
    [
      rule.ruleId,
      finds.map(({ termsHash }) => termsHash),
      finds.map(({ eventId }) => eventId),
      finds.map(({ eventTime }) => eventTime.toISOString()),
    ],
  );
}

/** The find of the same group that took the alert's place: the next in time, else the last. None: the alert stays. */
function successorOf(row: KnownRow, finds: readonly Find[]): Find | undefined {
  const ofGroup = finds.filter(({ termsHash }) => termsHash === row.terms_hash);
  return ofGroup.find(({ eventTime }) => eventTime >= row.event_time) ?? ofGroup.at(-1);
}

async function supersedeLost(
  db: Database,
  lost: readonly KnownRow[],
  finds: readonly Find[],
): Promise<number> {
  const changes = lost.flatMap((row) => {
    const by = successorOf(row, finds);
    return by ? [{ id: row.id, by }] : [];
  });
  if (changes.length === 0) return 0;
  const { rowCount } = await db.pool.query(
    `update alert set superseded_by_id = change.by_id, superseded_by_time = change.by_time, updated_at = now()
       from unnest($1::uuid[], $2::uuid[], $3::timestamptz[]) as change (id, by_id, by_time)
      where alert.id = change.id and alert.decided_at is null`,
    [
      changes.map(({ id }) => id),
      changes.map(({ by }) => by.eventId),
      changes.map(({ by }) => by.eventTime.toISOString()),
    ],
  );
  return rowCount ?? 0;
}
