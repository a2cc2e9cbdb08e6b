import type { Command } from 'commander';
import { listBundles } from '../../bundles/list';
import { formatUtc } from '../../format';
import { withDatabase } from '../open-database';
import { printJson, printTable, terminalSafe } from '../output';

export function addBundleCommands(program: Command): void {
  program
    .command('bundles')
    .description('List what was ingested, newest first.')
    .option('--json', 'print them as JSON')
    .action(async ({ json }: { json?: boolean }) => {
      const bundles = await withDatabase((ctx) => listBundles({ ctx }));
      if (json) return printJson(bundles);
      printTable([
        ['id', 'name', 'status', 'created (UTC)', 'files', 'records', 'new', 'duplicates', 'errors'],
        ...bundles.map((bundle) => [
          String(bundle.id),
          terminalSafe(bundle.name),
          bundle.status,
          formatUtc(bundle.createdAt),
          ...[bundle.members, bundle.records, bundle.inserted, bundle.duplicates, bundle.errors].map(String),
        ]),
      ]);
    });
}
