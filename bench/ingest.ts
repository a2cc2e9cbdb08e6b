import type { Command } from 'commander';
import { formatBytes, formatNumber } from '../lib/format';
import type { BenchContext } from './context';
import { cachedEvents, type EventChoice, type GeneratedFolder, removeEvents } from './generate';
import { machine } from './measure';
import { count, countOrNone, counts } from './options';
import { BASELINE, installRivals, load, RIVALS } from './rivals';
import { bytesOrNot, renderMachine, renderTable, round } from './table';
import { ingestWithTrailhound, type TrailhoundRun } from './trailhound';

/** What the project wants to reach on two cores. */
const TARGETS = { ratio: 2, peakBytes: 600e6, userDataRuleSeconds: 0.05 } as const;
/** The baseline is short and the first run may find the files uncached. */
const BASELINE_RUNS = 2;
const MEAN_SMALL_FILE = 5.5;

interface Options {
  readonly events: readonly number[];
  readonly smallFiles: number;
  readonly seed: number;
  readonly rivals?: boolean;
  readonly json?: boolean;
  readonly keep?: boolean;
}

interface EngineResult {
  readonly engine: string;
  readonly seconds: number;
  /** Times the baseline of the same files. */
  readonly ratio: number;
  readonly peakBytes: number | null;
  /** Null for what stores nothing. */
  readonly storedBytes: number | null;
}

/** The results of one set of files. */
interface Run extends Pick<GeneratedFolder, 'events' | 'files' | 'jsonBytes' | 'gzipBytes'> {
  readonly engines: readonly EngineResult[];
  readonly trailhound: Pick<TrailhoundRun, 'postgresPeakBytes' | 'emptyBytes' | 'alerts' | 'userDataRule'>;
}

export function addIngestBench(program: Command, context: BenchContext): void {
  program
    .command('ingest')
    .description(
      'Load generated log files end to end (read, normalise, locate, deduplicate, index, evaluate the rules) into a ' +
        'fresh database, beside what one Node thread needs to decompress and parse the same files.',
    )
    .option('--events <counts>', 'sizes to measure', counts, [100_000, 300_000, 1_000_000])
    .option('--small-files <count>', 'also so many files of 1 to 10 records; 0 for none', countOrNone, 20_000)
    .option(
      '--rivals',
      'also DuckDB and ClickHouse; installs both from npm into the temporary folder (600 MB)',
    )
    .option('--seed <number>', 'seed of the events', count, 1)
    .option('--json', 'print the results as JSON')
    .option('--keep', 'keep the generated files for the next run')
    .action((options: Options) => benchIngest(options, context));
}

async function benchIngest(options: Options, { say, signal }: BenchContext): Promise<void> {
  const { seed, smallFiles } = options;
  const choices: EventChoice[] = options.events.map((events) => ({ events, seed, smallFiles: false }));
  if (smallFiles > 0) {
    choices.push({ events: Math.round(smallFiles * MEAN_SMALL_FILE), seed, smallFiles: true });
  }
  if (options.rivals) say('Installing the rivals, unless they are there …');
  const installed = options.rivals ? await installRivals(signal) : null;
  const runs: Run[] = [];
  for (const choice of choices) {
    say(`Generating ${formatNumber(choice.events)} events …`);
    const generated = await cachedEvents(choice, signal);
    try {
      runs.push(await measureFiles(generated, { installed, say, signal }));
    } finally {
      if (!options.keep) await removeEvents(generated);
    }
  }
  const result = { machine: machine(), targets: TARGETS, runs };
  process.stdout.write(`${options.json ? JSON.stringify(result, null, 2) : render(result)}\n`);
}

async function measureFiles(
  generated: GeneratedFolder,
  { installed, say, signal }: BenchContext & { readonly installed: string | null },
): Promise<Run> {
  const { folder, events, files, jsonBytes, gzipBytes } = generated;
  const checked = <Counted extends { readonly events: number }>(engine: string, result: Counted): Counted => {
    if (result.events === events) return result;
    throw new Error(`${engine} loaded ${result.events} of ${events} events.`);
  };

  say(`  ${BASELINE.engine} …`);
  const baselines = [];
  for (let run = 0; run < BASELINE_RUNS; run += 1) {
    baselines.push(checked(BASELINE.engine, await load(BASELINE, folder, { signal })));
  }
  const baseline = baselines.reduce((best, next) => (next.seconds < best.seconds ? next : best));
  const engines: EngineResult[] = [];
  const add = (engine: string, { seconds, peakBytes, storedBytes }: Omit<EngineResult, 'engine' | 'ratio'>) =>
    engines.push({ engine, seconds, ratio: seconds / baseline.seconds, peakBytes, storedBytes });
  add(BASELINE.engine, { ...baseline, storedBytes: null });

  say('  Trailhound …');
  const trailhound = checked('Trailhound', await ingestWithTrailhound(folder, signal));
  add('Trailhound', trailhound);
  if (installed !== null) {
    for (const rival of RIVALS) {
      say(`  ${rival.engine} …`);
      add(rival.engine, checked(rival.engine, await load(rival, folder, { installed, signal })));
    }
  }
  const { postgresPeakBytes, emptyBytes, alerts, userDataRule } = trailhound;
  return {
    ...{ events, files, jsonBytes, gzipBytes, engines },
    trailhound: { postgresPeakBytes, emptyBytes, alerts, userDataRule },
  };
}

function render({
  machine: host,
  runs,
}: {
  machine: ReturnType<typeof machine>;
  runs: readonly Run[];
}): string {
  const engines = runs.flatMap((run) =>
    run.engines.map((result) => [
      result.engine,
      formatNumber(run.events),
      formatNumber(run.files),
      `${round(result.seconds)} s`,
      round(result.ratio),
      bytesOrNot(result.peakBytes),
      result.storedBytes === null ? '' : formatBytes(result.storedBytes),
    ]),
  );
  const trailhound = runs.map(({ events, files, jsonBytes, gzipBytes, trailhound: own }) => [
    formatNumber(events),
    formatNumber(files),
    formatBytes(jsonBytes),
    formatBytes(gzipBytes),
    bytesOrNot(own.postgresPeakBytes),
    formatNumber(own.alerts),
    `${Math.round(own.userDataRule.seconds * 1000)} ms`,
    formatNumber(own.userDataRule.matched),
  ]);
  return [
    renderMachine(host),
    '',
    renderTable([['engine', 'events', 'files', 'time', 'ratio', 'peak memory', 'stored'], ...engines], 1),
    '',
    'Trailhound in detail: the files, memory of its PostgreSQL, alerts opened, and the user-data rule over all events.',
    '',
    renderTable(
      [['events', 'files', 'JSON', 'gzip', 'postgres', 'alerts', 'rule', 'matched'], ...trailhound],
      0,
    ),
    '',
    `Wanted: ratio ${TARGETS.ratio.toFixed(1)} or less, under ${formatBytes(TARGETS.peakBytes)}, the rule under ${TARGETS.userDataRuleSeconds * 1000} ms.`,
  ].join('\n');
}
