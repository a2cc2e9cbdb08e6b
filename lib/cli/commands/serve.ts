import type { Command } from 'commander';
import { openDatabase } from '../../db/client';
import { env } from '../../env';
import { AppError } from '../../errors';
import { startWorker } from '../../jobs/worker';
import { serve } from '../serve';

/** The worker process of the supervisor; any number of them may run against one database. */
async function work(): Promise<void> {
  const { DATABASE_URL, TRAILHOUND_DATA_DIR } = env();
  if (!DATABASE_URL)
    throw new AppError('invalid', 'The worker needs DATABASE_URL. `trailhound start` sets it.');
  const db = openDatabase(DATABASE_URL);
  const runner = await startWorker(db, TRAILHOUND_DATA_DIR);
  let stopping = false;
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      if (stopping) return;
      stopping = true;
      void runner.stop();
    });
  }
  await runner.promise;
  await db.close();
}

export function addServeCommands(program: Command): void {
  program
    .command('start')
    .description('Start the database, the worker and the dashboard.')
    .option('--dev', 'run the development server instead of the built app')
    .action(({ dev = false }: { dev?: boolean }) => serve({ sample: false, dev }));
  program
    .command('demo')
    .description('The same, with a sample bundle ingested and its alerts waiting.')
    .option('--dev', 'run the development server instead of the built app')
    .action(({ dev = false }: { dev?: boolean }) => serve({ sample: true, dev }));
  program.command('worker').description('Run jobs only, against DATABASE_URL.').action(work);
}
