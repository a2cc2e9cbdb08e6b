import type { Command } from 'commander';
import { createLocalBundle } from '../../bundles/create-local';
import { findUnfinishedBundle } from '../../bundles/find-unfinished';
import type { Context } from '../../db/context';
import { evaluateRules } from '../../detection/evaluate-rules';
import { env } from '../../env';
import { formatBytes, formatCount, formatNumber } from '../../format';
import { canGoOn } from '../../ingest/can-go-on';
import { geoData, ingestBundle } from '../../ingest/ingest-bundle';
import type { IngestProgress } from '../../ingest/progress';
import type { IngestResult } from '../../ingest/read-result';
import { type AlertSums, sumAlerts, toIngestReport } from '../../ingest/report';
import type { S3Options } from '../../sources/s3-location';
import { toEndpoint, toRegion, toUtcDay } from '../arguments';
import type { CommandContext } from '../command-context';
import { type NamedSource, toSource, toSourcePath } from '../named-source';
import { withDatabase } from '../open-database';
import { print, printJson, say, terminalSafe } from '../output';

interface Options extends S3Options {
  readonly json?: boolean;
  readonly evaluate: boolean;
}

function showProgress(progress: IngestProgress): void {
  const share = progress.bytesTotal > 0 ? Math.floor((100 * progress.bytesRead) / progress.bytesTotal) : 100;
  const rate = Math.round(progress.records / Math.max(progress.seconds, 0.001));
  const left =
    progress.bytesRead > 0
      ? (progress.seconds * (progress.bytesTotal - progress.bytesRead)) / progress.bytesRead
      : 0;
  const line = `${share} %  ${formatBytes(progress.bytesRead)} of ${formatBytes(progress.bytesTotal)}  ${formatNumber(progress.members)} files  ${formatNumber(progress.records)} records  ${formatNumber(rate)}/s  ${Math.ceil(left)} s left`;
  process.stderr.write(`\r\u001b[2K${line}`);
}

function showResult({ bundle, skipped, errors }: IngestResult, alerts: AlertSums, seconds: number): void {
  print(
    `Bundle ${bundle.id}: ${formatCount(bundle.records, 'record')} from ${formatCount(bundle.members, 'file')}: ` +
      `${formatNumber(bundle.inserted)} new, ${formatCount(bundle.duplicates, 'duplicate')}, ` +
      `${formatCount(bundle.conflicts, 'conflict')}, ${formatCount(bundle.skipped, 'skipped', 'skipped')}, ` +
      `${formatCount(bundle.errors, 'error')}. ${seconds} s.`,
  );
  for (const { member, reason, count } of skipped)
    print(`  skipped  ${terminalSafe(member)}: ${terminalSafe(reason)} (${count})`);
  for (const { member, position, reason } of errors) {
    print(`  error    ${terminalSafe(member)}${position ? `, ${position}` : ''}: ${terminalSafe(reason)}`);
  }
  print(`Alerts: ${alerts.opened} opened, ${alerts.superseded} superseded, ${alerts.capped} capped.`);
}

/** The bundle to read into: one that was interrupted when it is known that nothing has changed since. */
async function openBundle(
  ctx: Context,
  named: readonly NamedSource[],
  paths: readonly string[],
): Promise<number> {
  const unfinished = await findUnfinishedBundle({ ctx, input: { paths, origin: 'cli' } });
  const isRemote = named.every(({ kind }) => kind === 's3');
  if (unfinished && (isRemote || (await canGoOn(ctx.db, unfinished)))) {
    say(`Going on with bundle ${unfinished.id}, which was interrupted.`);
    return unfinished.id;
  }
  const [first] = named;
  const input = { paths, origin: 'cli', ...(first ? { firstName: first.name } : {}) } as const;
  return (await createLocalBundle({ ctx, input })).id;
}

async function ingest(ctx: Context, named: readonly NamedSource[], options: Options): Promise<void> {
  const dataDir = env().TRAILHOUND_DATA_DIR;
  await geoData(dataDir);
  const started = performance.now();
  const paths = named.map((source) => toSourcePath(source, options));
  const id = await openBundle(ctx, named, paths);
  const interactive = process.stderr.isTTY;
  const result = await ingestBundle(ctx, id, {
    dataDir,
    ...(interactive ? { onProgress: showProgress } : {}),
  });
  if (interactive) process.stderr.write('\r\u001b[2K');
  const outcomes = options.evaluate ? await evaluateRules({ ctx, input: {}, kind: 'ingest' }) : [];
  const seconds = Math.round(performance.now() - started) / 1000;
  for (const outcome of outcomes) if (outcome.message) say(`rule ${outcome.ruleId}: ${outcome.message}`);
  if (options.json) printJson(toIngestReport(result, sumAlerts(outcomes), seconds));
  else showResult(result, sumAlerts(outcomes), seconds);
}

export function addIngestCommand(program: Command, { invokedFrom }: CommandContext): void {
  program
    .command('ingest')
    .description('Read CloudTrail files, folders and archives into the database and evaluate the rules.')
    .argument(
      '<path...>',
      'files, folders, archives, s3://bucket/prefix',
      (value: string, previous: NamedSource[] | undefined) => [
        ...(previous ?? []),
        toSource(value, invokedFrom),
      ],
    )
    .option('--region <region>', 'of the buckets; by default what the AWS settings say', toRegion)
    .option('--endpoint <url>', 'an S3-compatible server instead of AWS', toEndpoint)
    .option('--since <day>', 'of buckets: from the folder of this day (UTC) on', toUtcDay)
    .option('--until <day>', 'of buckets: up to the folder of this day, included', toUtcDay)
    .option('--json', 'print the result as JSON')
    .option('--no-evaluate', 'do not evaluate the rules afterwards')
    .action((named: NamedSource[], options: Options) => withDatabase((ctx) => ingest(ctx, named, options)));
}
