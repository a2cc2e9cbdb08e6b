import type { Command } from 'commander';
import { EvaluateRulesInput, evaluateRules } from '../../detection/evaluate-rules';
import { AppError } from '../../errors';
import { toTime } from '../arguments';
import { withDatabase } from '../open-database';
import { EXIT, printJson, printTable, say } from '../output';

interface Options {
  readonly rule?: string;
  readonly from?: string;
  readonly to?: string;
  readonly beyondMax?: boolean;
  readonly json?: boolean;
}

export function addEvaluateCommand(program: Command): void {
  program
    .command('evaluate')
    .description('Evaluate the enabled rules over what is stored, on event time.')
    .option('--rule <id>', 'one rule only')
    .option('--from <time>', 'start of the range, ISO-8601', toTime)
    .option('--to <time>', 'end of the range, ISO-8601', toTime)
    .option('--beyond-max', 'open the alerts that max_signals cut off as well')
    .option('--json', 'print the result as JSON')
    .action(async ({ rule, from, to, beyondMax, json }: Options) => {
      const parsed = EvaluateRulesInput.safeParse({ ruleId: rule, from, to, beyondMax });
      if (!parsed.success) {
        const [issue] = parsed.error.issues;
        throw new AppError(
          'invalid',
          `--${issue?.path.join('.') ?? 'range'}: ${issue?.message ?? 'not valid'}`,
        );
      }
      const outcomes = await withDatabase((ctx) => evaluateRules({ ctx, input: parsed.data }));
      if (json) printJson(outcomes);
      else {
        printTable([
          ['rule', 'status', 'matched', 'opened', 'superseded', 'capped', 'seconds'],
          ...outcomes.map((row) => [
            row.ruleId,
            row.status,
            ...[row.matched, row.opened, row.superseded, row.capped, row.seconds].map(String),
          ]),
        ]);
      }
      for (const outcome of outcomes) if (outcome.message) say(`rule ${outcome.ruleId}: ${outcome.message}`);
      if (outcomes.some((outcome) => outcome.status === 'failed')) process.exitCode = EXIT.failure;
    });
}
