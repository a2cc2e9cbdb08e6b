import type { Command } from 'commander';
import { parseKql } from '../../kql';
import { EXIT, print, printJson, say } from '../output';

export function addKqlCommand(program: Command): void {
  program
    .command('kql')
    .description('Check a KQL query; needs no database.')
    .argument('<query>')
    .option('--json', 'print the syntax tree, or the error, as JSON')
    .action((query: string, { json }: { json?: boolean }) => {
      const parsed = parseKql(query);
      if (!parsed.ok) process.exitCode = EXIT.failure;
      if (json) {
        const { ok } = parsed;
        if (ok) printJson({ ok, ast: parsed.ast, problems: parsed.problems });
        else printJson({ ok, message: parsed.message, start: parsed.start, end: parsed.end });
        return;
      }
      if (!parsed.ok) return say(`${parsed.message}\n${parsed.excerpt}`);
      for (const problem of parsed.problems) print(`${problem.severity}: ${problem.message}`);
      if (parsed.problems.length === 0) print('The query is right.');
    });
}
