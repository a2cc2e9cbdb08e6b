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
/** From this load before the start on, other work on the machine shows in the times. */
const BUSY_LOAD_PER_CORE = 0.5;
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
  readonly cpuSeconds: number | null;
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
  const host = machine();
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
  const result = { machine: host, targets: TARGETS, runs };
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

  const parse = async () => {
    say(`  ${BASELINE.engine} …`);
    return checked(BASELINE.engine, await load(BASELINE, folder, { signal }));
  };
  const before = await parse();
  say('  Trailhound …');
  const trailhound = checked('Trailhound', await ingestWithTrailhound(folder, signal));
  const loaded: Array<readonly [engine: string, result: Omit<EngineResult, 'engine' | 'ratio'>]> = [
    ['Trailhound', trailhound],
  ];
  if (installed !== null) {
    for (const rival of RIVALS) {
      say(`  ${rival.engine} …`);
      loaded.push([rival.engine, checked(rival.engine, await load(rival, folder, { installed, signal }))]);
    }
  }
  // The best of a run before and one after: the first may find the files uncached, and either may be disturbed.
  const after = await parse();
  const baseline = after.seconds < before.seconds ? after : before;
  const engines = [[BASELINE.engine, { ...baseline, storedBytes: null }] as const, ...loaded].map(
    ([engine, { seconds, cpuSeconds, peakBytes, storedBytes }]): EngineResult => ({
      engine,
      seconds,
      ratio: seconds / baseline.seconds,
      cpuSeconds,
      peakBytes,
      storedBytes,
    }),
  );
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
      result.cpuSeconds === null ? 'not measured' : `${round(result.cpuSeconds)} s`,
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
  const isBusy = host.load > BUSY_LOAD_PER_CORE * host.cores;
  return [
    renderMachine(host),
    ...(isBusy
      ? [`The machine was busy before the start (load ${round(host.load)}): the times say little.`]
      : []),
    '',
    renderTable(
      [['engine', 'events', 'files', 'time', 'ratio', 'processor', 'peak memory', 'stored'], ...engines],
      1,
    ),
    '',
    'Trailhound in detail: the files, memory of its PostgreSQL (its processor time is counted above), alerts opened, and the user-data rule over all events.',
    '',
    renderTable(
      [['events', 'files', 'JSON', 'gzip', 'postgres', 'alerts', 'rule', 'matched'], ...trailhound],
      0,
    ),
    '',
    `Wanted: ratio ${TARGETS.ratio.toFixed(1)} or less, under ${formatBytes(TARGETS.peakBytes)}, the rule under ${TARGETS.userDataRuleSeconds * 1000} ms.`,
  ].join('\n');
}
