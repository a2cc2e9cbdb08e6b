import path from 'node:path';
import { z } from 'zod';
import { createDatabase } from './database';
import { measureNode } from './measure';

/** The command line, run as people run it. */
const CLI = path.join(import.meta.dirname, '../lib/cli/bin.mjs');
/** `AWS EC2 User Data Retrieval for EC2 Instance` */
const USER_DATA_RULE = 'c1e79a70-fa6f-11ee-8bc8-f661ea17fbce';
/** Executions of a rule over the same events; the median counts. */
const EVALUATIONS = 3;

const IngestReport = z.object({
  records: z.number(),
  inserted: z.number(),
  errors: z.array(z.object({ member: z.string(), reason: z.string() })),
  alerts: z.object({ opened: z.number() }),
  seconds: z.number(),
});
const EvaluateReport = z
  .array(z.object({ status: z.string(), matched: z.number(), seconds: z.number() }))
  .length(1);

/** One ingest into an empty database, from the first byte read to the last alert written. */
export interface TrailhoundRun {
  readonly events: number;
  readonly seconds: number;
  readonly peakBytes: number | null;
  readonly cpuSeconds: number | null;
  readonly postgresPeakBytes: number | null;
  /** The database with all evidence, and what it was before. */
  readonly storedBytes: number;
  readonly emptyBytes: number;
  readonly alerts: number;
  readonly userDataRule: { readonly matched: number; readonly seconds: number };
}

export async function ingestWithTrailhound(folder: string, signal: AbortSignal): Promise<TrailhoundRun> {
  const database = await createDatabase();
  try {
    const cli = (...args: string[]) =>
      measureNode([CLI, ...args], { env: database.env, serverPid: database.serverPid, signal });
    // Migrations and the rule catalog are written by the first command.
    await cli('rules', 'list', '--json');
    const emptyBytes = await database.sizeBytes();
    const { stdout, peakBytes, serverPeakBytes, cpuSeconds } = await cli('ingest', '--json', folder);
    const report = IngestReport.parse(JSON.parse(stdout));
    const [error] = report.errors;
    if (error) throw new Error(`Trailhound could not read ${error.member}: ${error.reason}`);
    return {
      events: report.inserted,
      seconds: report.seconds,
      peakBytes,
      cpuSeconds,
      postgresPeakBytes: serverPeakBytes,
      storedBytes: await database.sizeBytes(),
      emptyBytes,
      alerts: report.alerts.opened,
      userDataRule: await evaluateUserDataRule(cli),
    };
  } finally {
    await database.remove();
  }
}

async function evaluateUserDataRule(
  cli: (...args: string[]) => Promise<{ readonly stdout: string }>,
): Promise<TrailhoundRun['userDataRule']> {
  const runs: Array<{ matched: number; seconds: number }> = [];
  for (let run = 0; run < EVALUATIONS; run += 1) {
    const { stdout } = await cli('evaluate', '--json', '--rule', USER_DATA_RULE);
    runs.push(...EvaluateReport.parse(JSON.parse(stdout)));
  }
  const [, median] = runs.sort((one, other) => one.seconds - other.seconds);
  if (!median) throw new Error('The rule was not evaluated.');
  return { matched: median.matched, seconds: median.seconds };
}
