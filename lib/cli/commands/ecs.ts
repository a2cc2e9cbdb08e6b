import path from 'node:path';
import type { Command } from 'commander';
import {
  decodeRecord,
  openMembers,
  readRecords,
  recordProblem,
  toEcs,
  withoutUntold,
} from '../../cloudtrail';
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
        const reader = readRecords(member.stream);
        for await (const item of reader) {
          const where = `${member.path}, record ${item.ordinal + 1}, byte ${item.offset}`;
          if (item.kind === 'problem') {
            complain(where, item.reason);
            continue;
          }
          const { needsExactParse } = item;
          const decoded = decodeRecord(item.bytes, { needsExactParse, header: reader.header });
          const reason = decoded.ok ? recordProblem(decoded.record) : decoded.reason;
          if (reason !== null) complain(where, reason);
          if (decoded.ok) {
            printJsonLine(nest(withoutUntold(toEcs(decoded.record, enrich), decoded.lacks)));
          }
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
