import { setTimeout as pause } from 'node:timers/promises';
import { assertCan } from '../auth/permissions';
import type { Database } from '../db/client';
import type { Context } from '../db/context';
import { AppError } from '../errors';
import { readResult } from '../ingest/read-result';
import { type AlertSums, type IngestReport, toIngestReport } from '../ingest/report';

const LOOK_EVERY_MS = 200;

/**
 * Waits until the worker is done with a bundle, rules included, and tells what came of it; null when that takes
 * longer than `waitMs`. Throws a refusal when the bundle has failed for good.
 */
export async function awaitIngest({
  ctx,
  input: { bundleId, waitMs },
}: {
  ctx: Context;
  input: { readonly bundleId: number; readonly waitMs: number };
}): Promise<IngestReport | null> {
  assertCan(ctx.actor, 'ingest');
  const until = Date.now() + waitMs;
  for (;;) {
    if (!(await hasJob(ctx.db, bundleId))) return toReport(ctx.db, bundleId);
    if (Date.now() >= until) return null;
    await pause(LOOK_EVERY_MS);
  }
}

/** A job is there until it has succeeded or is given up, also between its attempts. */
export async function hasJob(db: Database, bundleId: number): Promise<boolean> {
  const { rowCount } = await db.pool.query('select from graphile_worker.jobs where key = $1', [
    `ingest-bundle-${bundleId}`,
  ]);
  return rowCount !== 0;
}

async function toReport(db: Database, bundleId: number): Promise<IngestReport> {
  const result = await readResult(db, bundleId);
  const { status, message, createdAt, finishedAt } = result.bundle;
  if (status !== 'done' || !finishedAt)
    throw new AppError('unreadable', `Bundle ${bundleId} could not be ingested: ${message ?? status}`);
  // The evaluation that followed is the first of each rule that began when the bundle was done.
  const { rows } = await db.pool.query<AlertSums & { ended: Date | null }>(
    `select coalesce(sum(opened), 0) as opened, coalesce(sum(superseded), 0) as superseded,
            coalesce(sum(capped), 0) as capped, max(finished_at) as ended
       from (select distinct on (rule_id) opened, superseded, capped, finished_at
               from rule_execution where kind = 'ingest' and started_at >= $1
              order by rule_id, started_at) as first`,
    [finishedAt],
  );
  const { opened = 0, superseded = 0, capped = 0, ended = null } = rows[0] ?? {};
  const seconds = ((ended ?? new Date(finishedAt)).getTime() - Date.parse(createdAt)) / 1000;
  return toIngestReport(result, { opened, superseded, capped }, seconds);
}
