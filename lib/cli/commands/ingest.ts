import path from 'node:path';
import { type Command, InvalidArgumentError } from 'commander';
import { createLocalBundle } from '../../bundles/create-local';
import type { Context } from '../../db/context';
import type { RuleOutcome } from '../../detection/evaluate-rule';
import { evaluateRules } from '../../detection/evaluate-rules';
import { env } from '../../env';
import { formatBytes, formatCount, formatNumber } from '../../format';
import { type IngestResult, ingestBundle } from '../../ingest/ingest-bundle';
import type { IngestProgress } from '../../ingest/progress';
import type { CommandContext } from '../command-context';
import { withDatabase } from '../open-database';
import { print, printJson, say, terminalSafe } from '../output';

interface Options {
  readonly json?: boolean;
  readonly evaluate: boolean;
}

/** The alerts part of the report: sums over all rules. */
function sumOutcomes(outcomes: readonly RuleOutcome[]) {
  const sum = (key: 'opened' | 'superseded' | 'capped') =>
    outcomes.reduce((total, row) => total + row[key], 0);
  return { opened: sum('opened'), superseded: sum('superseded'), capped: sum('capped') };
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

function showResult(
  { bundle, skipped, errors }: IngestResult,
  outcomes: readonly RuleOutcome[],
  seconds: number,
): void {
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
  const alerts = sumOutcomes(outcomes);
  print(`Alerts: ${alerts.opened} opened, ${alerts.superseded} superseded, ${alerts.capped} capped.`);
}

async function ingest(ctx: Context, paths: readonly string[], options: Options): Promise<void> {
  const started = performance.now();
  const { id } = await createLocalBundle({ ctx, input: { paths, origin: 'cli' } });
  const interactive = process.stderr.isTTY;
  const result = await ingestBundle(ctx, id, {
    dataDir: env().TRAILHOUND_DATA_DIR,
    ...(interactive ? { onProgress: showProgress } : {}),
  });
  if (interactive) process.stderr.write('\r\u001b[2K');
  const outcomes = options.evaluate ? await evaluateRules({ ctx, input: {}, kind: 'ingest' }) : [];
  const seconds = Math.round(performance.now() - started) / 1000;
  const { bundle, skipped, errors } = result;
  for (const outcome of outcomes) if (outcome.message) say(`rule ${outcome.ruleId}: ${outcome.message}`);
  if (!options.json) return showResult(result, outcomes, seconds);
  printJson({
    bundleId: bundle.id,
    members: bundle.members,
    records: bundle.records,
    inserted: bundle.inserted,
    duplicates: bundle.duplicates,
    conflicts: bundle.conflicts,
    skipped,
    errors: errors.map(({ member, position, reason }) => ({ member, position, reason })),
    alerts: sumOutcomes(outcomes),
    seconds,
  });
}

export function addIngestCommand(program: Command, { invokedFrom }: CommandContext): void {
  program
    .command('ingest')
    .description('Read CloudTrail files, folders and archives into the database and evaluate the rules.')
    .argument('<path...>', 'files, folders or archives', (value: string, previous: string[] | undefined) => {
      if (value === '') throw new InvalidArgumentError('An empty path was given.');
      return [...(previous ?? []), path.resolve(invokedFrom, value)];
    })
    .option('--json', 'print the result as JSON')
    .option('--no-evaluate', 'do not evaluate the rules afterwards')
    .action((paths: string[], options: Options) => withDatabase((ctx) => ingest(ctx, paths, options)));
}
