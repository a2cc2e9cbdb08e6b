import type { Command } from 'commander';
import { listRules } from '../../rules/list';
import { setRuleEnabled } from '../../rules/set-enabled';
import type { CommandContext } from '../command-context';
import { withDatabase } from '../open-database';
import { print, printJson, printTable } from '../output';
import { addImportRulesCommand } from './import-rules';

export function addRuleCommands(program: Command, { invokedFrom }: CommandContext): void {
  const rules = program
    .command('rules')
    .description('List, import, enable and disable detection rules.')
    .exitOverride();
  addImportRulesCommand(rules, invokedFrom);
  rules
    .command('list')
    .description('All rules, by name.')
    .option('--json', 'print them as JSON')
    .exitOverride()
    .action(async ({ json }: { json?: boolean }) => {
      const rows = await withDatabase((ctx) => listRules({ ctx }));
      if (json) return printJson(rows);
      printTable([
        ['id', 'name', 'type', 'severity', 'enabled', 'open', 'alerts'],
        ...rows.map((rule) => [
          rule.id,
          rule.name,
          rule.type,
          rule.severity,
          rule.enabled ? 'yes' : 'no',
          String(rule.openAlerts),
          String(rule.alerts),
        ]),
      ]);
    });
  for (const [name, enabled] of [
    ['enable', true],
    ['disable', false],
  ] as const) {
    rules
      .command(name)
      .description(`${enabled ? 'Let' : 'Stop'} a rule ${enabled ? 'run' : 'from running'}.`)
      .argument('<id>')
      .exitOverride()
      .action(async (id: string) => {
        await withDatabase((ctx) => setRuleEnabled({ ctx, input: { id, enabled } }));
        print(`The rule ${id} is ${name}d.`);
      });
  }
}
