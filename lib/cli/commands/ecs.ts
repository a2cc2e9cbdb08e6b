import path from 'node:path';
import type { Command } from 'commander';
import { openMembers, parseRecord, readRecords, recordProblem, toEcs } from '../../cloudtrail';
import { nest } from '../../ecs';
import { openGeo } from '../../enrich';
import { toUserAgentFields } from '../../enrich/agent';
import { env } from '../../env';
import { listSources, toMemberSource } from '../../ingest/sources';
import type { CommandContext } from '../command-context';
import { EXIT, printJsonLine, say, terminalSafe } from '../output';

/** Prints one ECS document a line, for every record below the given paths. */
async function printEcs(paths: readonly string[]): Promise<void> {
  const geo = await openGeo({ cacheDir: path.join(env().TRAILHOUND_DATA_DIR, 'geo') });
  const enrich = { geo: (ip: string) => geo.lookup(ip), agent: toUserAgentFields };
  const complain = (where: string, reason: string) => {
    say(`${terminalSafe(where)}: ${terminalSafe(reason)}`);
    process.exitCode = EXIT.failure;
  };
  for (const source of await listSources(paths)) {
    for await (const member of openMembers(toMemberSource(source, () => undefined))) {
      if (member.kind === 'failed') complain(member.path, member.reason);
      else if (member.kind !== 'member') say(`${terminalSafe(member.path)}: skipped, ${member.reason}`);
      else {
        for await (const item of readRecords(member.stream)) {
          const where = `${member.path}, record ${item.ordinal + 1}, byte ${item.offset}`;
          if (item.kind === 'problem') {
            complain(where, item.reason);
            continue;
          }
          const parsed = parseRecord(item.bytes, item.needsExactParse);
          const reason = parsed.ok ? recordProblem(parsed.record) : parsed.reason;
          if (reason !== null) complain(where, reason);
          if (parsed.ok) printJsonLine(nest(toEcs(parsed.record, enrich)));
        }
      }
    }
  }
}

export function addEcsCommand(program: Command, { invokedFrom }: CommandContext): void {
  program
    .command('ecs')
    .description('Print the ECS document of every record, one a line; touches no database.')
    .argument('<path...>', 'files, folders or archives')
    .action((paths: string[]) => printEcs(paths.map((given) => path.resolve(invokedFrom, given))));
}
