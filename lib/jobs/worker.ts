import { Logger, type Runner, type RunnerOptions, run } from 'graphile-worker';
import { type Database, openDatabase } from '../db/client';
import type { Context } from '../db/context';
import { indexMonths } from '../ingest/index-months';
import { log } from '../log';
import { startHousekeeping } from './housekeeping';
import { pollSource } from './poll-source';
import { SignsOfLife } from './release-dead';
import { TASK_PAYLOADS, taskList } from './tasks';

const CRONTAB = `
*/5 * * * * evaluate-rules ?jobKey=evaluate-rules&max=3
* * * * * poll-sources ?jobKey=poll-sources&max=1
`;
/** Sources looked at side by side. Mostly they wait for a message. */
const POLLS_AT_ONCE = 4;

/** Only what went wrong: one line per finished job would bury it. */
const quietLogger = new Logger(() => (level, message) => {
  if (level === 'error' || level === 'warning') log(level === 'error' ? 'error' : 'warn', message);
});

function start(db: Database, signs: SignsOfLife, options: RunnerOptions): Promise<Runner> {
  const settings = { connectionString: db.url, noHandleSignals: true, logger: quietLogger };
  return run({ ...settings, ...signs.options(), ...options });
}

function workerContext(db: Database): Context {
  return { actor: { kind: 'system', name: 'worker' }, db };
}

export interface Worker {
  /** Settles when the worker has ended. */
  readonly promise: Promise<void>;
  stop(): Promise<void>;
}

/** Runs jobs until stopped: ingests as they are queued, evaluations every five minutes, watched sources. */
export async function startWorker(db: Database, dataDir: string): Promise<Worker> {
  await indexMonths(db.pool);
  const stopHousekeeping = await startHousekeeping(workerContext(db), dataDir);
  const signs = new SignsOfLife(db.url);
  const jobs = await start(db, signs, {
    concurrency: 2,
    crontab: CRONTAB,
    taskList: taskList({ ctx: workerContext(db), dataDir }),
  });
  // Polls wait for messages, and for the ingest of what they tell: they must not take its place, nor its connections.
  const pollDb = openDatabase(db.url, { poolSize: POLLS_AT_ONCE });
  const stopping = new AbortController();
  const polls = await start(pollDb, signs, {
    concurrency: POLLS_AT_ONCE,
    crontab: '',
    taskList: {
      'poll-source': (payload) => {
        const { sourceId } = TASK_PAYLOADS['poll-source'].parse(payload);
        return pollSource(workerContext(pollDb), sourceId, stopping.signal);
      },
    },
  });
  const promise = Promise.all([jobs.promise, polls.promise]).then(async () => {
    await Promise.all([stopHousekeeping(), signs.close()]);
    await pollDb.close();
  });
  return {
    promise,
    async stop() {
      stopping.abort();
      await Promise.all([polls.stop(), jobs.stop()]);
      await promise;
    },
  };
}
