import { readdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import type { Command } from 'commander';
import { AppError } from '../../errors';
import { formatCount } from '../../format';
import { type ImportedRule, importRules } from '../../rules/import';
import { withDatabase } from '../open-database';
import { EXIT, print, printJson, terminalSafe } from '../output';

const RULE_FILE = /\.(?:toml|ndjson|json)$/i;

/** The rule files under a path, by name; a file that is named itself is taken whatever its ending. */
async function ruleFiles(named: string, invokedFrom: string): Promise<{ name: string; file: string }[]> {
  const file = path.resolve(invokedFrom, named);
  const found = await stat(file).catch(() => null);
  if (!found) throw new AppError('not_found', `There is nothing at ${terminalSafe(named)}.`);
  if (!found.isDirectory()) return [{ name: named, file }];
  const names = await readdir(file, { recursive: true });
  return names
    .filter((name) => RULE_FILE.test(name))
    .sort()
    .map((name) => ({ name: path.join(named, name), file: path.join(file, name) }));
}

function show(results: readonly ImportedRule[]): void {
  for (const { file, name, status, reason } of results) {
    print(`${status.padEnd(12)}${terminalSafe(name ?? file)}${reason ? `: ${terminalSafe(reason)}` : ''}`);
  }
  const count = (status: ImportedRule['status']) => results.filter((rule) => rule.status === status).length;
  print(
    `${formatCount(results.length, 'rule')}: ${count('imported')} imported, ${count('updated')} updated, ` +
      `${count('unsupported')} kept but unable to run, ${count('invalid')} invalid.`,
  );
}

export function addImportRulesCommand(rules: Command, invokedFrom: string): void {
  rules
    .command('import')
    .description('Take rules in the form of elastic/detection-rules (.toml) or of a Kibana export (.ndjson).')
    .argument('<path...>', 'files and folders')
    .option('--enable', 'let every rule run that can')
    .option('--json', 'print what became of each as JSON')
    .exitOverride()
    .action(async (paths: string[], { enable, json }: { enable?: boolean; json?: boolean }) => {
      const listed = (await Promise.all(paths.map((named) => ruleFiles(named, invokedFrom)))).flat();
      if (listed.length === 0) throw new AppError('not_found', 'No .toml or .ndjson file is there.');
      const files = await Promise.all(
        listed.map(async ({ name, file }) => ({ name, text: await readFile(file, 'utf8') })),
      );
      const results = await withDatabase((ctx) =>
        importRules({ ctx, input: { files, ...(enable ? { enable } : {}) } }),
      );
      if (json) printJson(results);
      else show(results);
      if (results.some(({ status }) => status === 'invalid')) process.exitCode = EXIT.failure;
    });
}
