import type { Command } from 'commander';
import { listBundles } from '../../bundles/list';
import { formatUtc } from '../../format';
import type { CommandContext } from '../command-context';
import { withDatabase } from '../open-database';
import { printJson, printTable, terminalSafe } from '../output';
import { addDeleteCommand } from './bundles-delete';
import { addEvidenceCommands } from './bundles-evidence';

export function addBundleCommands(program: Command, context: CommandContext): void {
  const bundles = program
    .command('bundles')
    .description('List what was ingested, newest first; certify, verify, extract and delete it.')
    .enablePositionalOptions()
    .option('--json', 'print them as JSON')
    .action(async ({ json }: { json?: boolean }) => {
      const rows = await withDatabase((ctx) => listBundles({ ctx }));
      if (json) return printJson(rows);
      printTable([
        ['id', 'name', 'status', 'created (UTC)', 'files', 'records', 'new', 'duplicates', 'errors'],
        ...rows.map((bundle) => [
          String(bundle.id),
          terminalSafe(bundle.name),
          bundle.status,
          formatUtc(bundle.createdAt),
          ...[bundle.members, bundle.records, bundle.inserted, bundle.duplicates, bundle.errors].map(String),
        ]),
      ]);
    });
  addEvidenceCommands(bundles, context);
  addDeleteCommand(bundles);
  for (const command of bundles.commands) command.exitOverride();
}
