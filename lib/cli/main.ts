import { Command, CommanderError } from 'commander';
import { addAlertCommands } from './commands/alerts';
import { addBundleCommands } from './commands/bundles';
import { addEcsCommand } from './commands/ecs';
import { addEvaluateCommand } from './commands/evaluate';
import { addIngestCommand } from './commands/ingest';
import { addKqlCommand } from './commands/kql';
import { addRuleCommands } from './commands/rules';
import { addSearchCommand } from './commands/search';
import { addServeCommands } from './commands/serve';
import { EXIT, sayError } from './output';

/** What the commands share: where the person stands, for paths they name. */
export interface CommandContext {
  readonly invokedFrom: string;
}

function buildProgram(context: CommandContext): Command {
  const program = new Command('trailhound')
    .description('Investigate AWS CloudTrail: ingest bundles, evaluate detection rules, triage alerts.')
    .exitOverride()
    .showHelpAfterError('(see --help)');
  addServeCommands(program);
  addIngestCommand(program, context);
  addEvaluateCommand(program);
  addAlertCommands(program);
  addSearchCommand(program);
  addRuleCommands(program);
  addBundleCommands(program);
  addEcsCommand(program, context);
  addKqlCommand(program);
  for (const command of program.commands) command.exitOverride();
  return program;
}

/** Runs one command line and returns its exit code: 0 success, 1 failure, 2 wrong usage. */
export async function main(args: readonly string[], invokedFrom: string): Promise<number> {
  try {
    await buildProgram({ invokedFrom }).parseAsync([...args], { from: 'user' });
    return Number(process.exitCode ?? EXIT.success);
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.success : EXIT.usage;
    sayError(error);
    return EXIT.failure;
  }
}
