import { Logger, type Runner, run } from 'graphile-worker';
import type { Database } from '../db/client';
import { indexMonths } from '../ingest/index-months';
import { log } from '../log';
import { taskList } from './tasks';

const EVERY_FIVE_MINUTES = '*/5 * * * * evaluate-rules ?jobKey=evaluate-rules&max=3';

/** Only what went wrong: one line per finished job would bury it. */
const quietLogger = new Logger(() => (level, message) => {
  if (level === 'error' || level === 'warning') log(level === 'error' ? 'error' : 'warn', message);
});

/** Runs jobs until stopped: ingests as they are queued, evaluations every five minutes. */
export async function startWorker(db: Database, dataDir: string): Promise<Runner> {
  await indexMonths(db.pool);
  return run({
    connectionString: db.url,
    concurrency: 2,
    noHandleSignals: true,
    crontab: EVERY_FIVE_MINUTES,
    logger: quietLogger,
    taskList: taskList({ ctx: { actor: { kind: 'system', name: 'worker' }, db }, dataDir }),
  });
}
