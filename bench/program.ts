import path from 'node:path';
import { Command, CommanderError } from 'commander';
import { errorMessage } from '../lib/errors';
import type { BenchContext } from './context';
import { writeEvents } from './generate';
import { addIngestBench } from './ingest';
import { count } from './options';

const SIGNALS = ['SIGINT', 'SIGTERM'] as const;

function addGenerate(program: Command, { signal }: BenchContext, invokedFrom: string): void {
  program
    .command('generate')
    .description(
      'Write realistic CloudTrail log files (.json.gz in the layout of a log bucket) into a folder.',
    )
    .requiredOption('--to <folder>', 'the folder to write below')
    .option('--events <count>', 'how many events', count, 100_000)
    .option('--seed <number>', 'the same seed gives the same files', count, 1)
    .option('--small-files', 'files of 1 to 10 records instead of 300 to 1,000')
    .action(async (options: { to: string; events: number; seed: number; smallFiles?: boolean }) => {
      const { to, events, seed, smallFiles = false } = options;
      const folder = path.resolve(invokedFrom, to);
      const written = await writeEvents(folder, { events, seed, smallFiles }, signal);
      process.stdout.write(`${JSON.stringify(written, null, 2)}\n`);
    });
}

function buildProgram(context: BenchContext, invokedFrom: string): Command {
  const program = new Command('bench')
    .description(
      'Measure Trailhound on this machine, on generated events. Times depend on the machine: read the ratios.',
    )
    .exitOverride()
    .showHelpAfterError('(see --help)');
  addIngestBench(program, context);
  addGenerate(program, context, invokedFrom);
  for (const command of program.commands) command.exitOverride();
  return program;
}

/** Runs one bench and returns its exit code: 0 success, 1 failure, 2 wrong usage. */
export async function main(args: readonly string[], invokedFrom: string): Promise<number> {
  const interrupted = new AbortController();
  const interrupt = () => interrupted.abort();
  for (const signal of SIGNALS) process.once(signal, interrupt);
  const say = (line: string) => process.stderr.write(`${line}\n`);
  try {
    await buildProgram({ say, signal: interrupted.signal }, invokedFrom).parseAsync([...args], {
      from: 'user',
    });
    return 0;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    say(`bench: ${interrupted.signal.aborted ? 'Interrupted.' : errorMessage(error)}`);
    return 1;
  } finally {
    for (const signal of SIGNALS) process.off(signal, interrupt);
  }
}
