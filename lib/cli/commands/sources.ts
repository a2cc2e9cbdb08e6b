import type { Command } from 'commander';
import { formatUtc } from '../../format';
import { addSource } from '../../sources/add';
import { listWatchedSources } from '../../sources/list';
import { removeSource } from '../../sources/remove';
import type { AddSourceInput, SourceRow } from '../../sources/schemas';
import { toEndpoint, toId, toRegion, toUtcDay } from '../arguments';
import { withDatabase } from '../open-database';
import { print, printJson, printTable, terminalSafe } from '../output';

type AddOptions = Omit<AddSourceInput, 'url'> & { readonly json?: boolean };

function addAdd(sources: Command): void {
  sources
    .command('add')
    .description('Let the worker read what comes into a bucket, or what a queue tells of.')
    .argument('<url>', 's3://bucket/prefix, or the address of an SQS queue')
    .option('--region <region>', 'of the bucket or queue; by default what the AWS settings say', toRegion)
    .option('--endpoint <url>', 'an S3- or SQS-compatible server instead of AWS', toEndpoint)
    .option('--since <day>', 'of a prefix: the first day (UTC) to read; today by default', toUtcDay)
    .option('--json', 'print it as JSON')
    .exitOverride()
    .action(async (url: string, { json, ...options }: AddOptions) => {
      const added = await withDatabase((ctx) => addSource({ ctx, input: { url, ...options } }));
      if (json) return printJson(added);
      print(`Source ${added.id}: the worker looks after this ${added.kind} from now on.`);
    });
}

function showSources(rows: readonly SourceRow[]): void {
  printTable([
    ['id', 'kind', 'address', 'bundles', 'set aside', 'last run (UTC)', 'last error'],
    ...rows.map((row) => [
      String(row.id),
      row.kind,
      terminalSafe(row.url),
      String(row.bundles),
      String(row.poisonTotal),
      row.lastRunAt ? formatUtc(row.lastRunAt) : 'never',
      terminalSafe(row.lastError ?? ''),
    ]),
  ]);
  for (const { id, poison } of rows) {
    for (const { messageId, receivedAt, tries, reason } of poison) {
      const what = `  source ${id}, ${formatUtc(receivedAt)}, tried ${tries} times`;
      print(`${what}: ${terminalSafe(messageId)}: ${terminalSafe(reason)}`);
    }
  }
}

export function addSourceCommands(program: Command): void {
  const sources = program
    .command('sources')
    .description('Watch buckets and queues: add, list, remove.')
    .exitOverride();
  addAdd(sources);
  sources
    .command('list')
    .description('What is watched, how it fares, and what was set aside.')
    .option('--json', 'print them as JSON')
    .exitOverride()
    .action(async ({ json }: { json?: boolean }) => {
      const rows = await withDatabase((ctx) => listWatchedSources({ ctx }));
      return json ? printJson(rows) : showSources(rows);
    });
  sources
    .command('remove')
    .description('Stop watching; what came from there stays.')
    .argument('<id>', 'as `sources list` shows it', toId)
    .exitOverride()
    .action(async (id: number) => {
      await withDatabase((ctx) => removeSource({ ctx, input: { id } }));
      print(`Source ${id} is no longer watched.`);
    });
}
