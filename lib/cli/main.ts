import { Command, CommanderError } from 'commander';
import type { CommandContext } from './command-context';
import { EXIT, sayError } from './output';

type AddCommands = (program: Command, context: CommandContext) => void;

/** Commands by the module that adds them. Only the module of the command at hand is loaded: most are quick to run. */
const MODULES: ReadonlyArray<{
  readonly names: readonly string[];
  readonly load: () => Promise<AddCommands>;
}> = [
  {
    names: ['start', 'demo', 'worker'],
    load: async () => (await import('./commands/serve')).addServeCommands,
  },
  { names: ['ingest'], load: async () => (await import('./commands/ingest')).addIngestCommand },
  { names: ['evaluate'], load: async () => (await import('./commands/evaluate')).addEvaluateCommand },
  { names: ['alerts', 'alert'], load: async () => (await import('./commands/alerts')).addAlertCommands },
  { names: ['search'], load: async () => (await import('./commands/search')).addSearchCommand },
  { names: ['rules'], load: async () => (await import('./commands/rules')).addRuleCommands },
  { names: ['bundles'], load: async () => (await import('./commands/bundles')).addBundleCommands },
  { names: ['tokens'], load: async () => (await import('./commands/tokens')).addTokenCommands },
  { names: ['sources'], load: async () => (await import('./commands/sources')).addSourceCommands },
  { names: ['ecs'], load: async () => (await import('./commands/ecs')).addEcsCommand },
  { names: ['kql'], load: async () => (await import('./commands/kql')).addKqlCommand },
];

async function buildProgram(name: string | undefined, context: CommandContext): Promise<Command> {
  const program = new Command('trailhound')
    .description('Investigate AWS CloudTrail: ingest bundles, evaluate detection rules, triage alerts.')
    .exitOverride()
    // An option behind a subcommand is the subcommand's, also when the command above has one of that name.
    .enablePositionalOptions()
    .showHelpAfterError('(see --help)');
  const wanted = MODULES.filter(({ names }) => name !== undefined && names.includes(name));
  for (const { load } of wanted.length > 0 ? wanted : MODULES) (await load())(program, context);
  for (const command of program.commands) command.exitOverride();
  return program;
}

/** Runs one command line and returns its exit code: 0 success, 1 failure, 2 wrong usage. */
export async function main(args: readonly string[], invokedFrom: string): Promise<number> {
  try {
    const program = await buildProgram(args[0], { invokedFrom });
    await program.parseAsync([...args], { from: 'user' });
    return Number(process.exitCode ?? EXIT.success);
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.success : EXIT.usage;
    sayError(error);
    return EXIT.failure;
  }
}
