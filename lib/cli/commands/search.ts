import { type Command, InvalidArgumentError } from 'commander';
import { searchEvents } from '../../events/search';
import { formatCount, formatUtc } from '../../format';
import { toTime } from '../arguments';
import { withDatabase } from '../open-database';
import { print, printJson, printTable, terminalSafe } from '../output';

interface Options {
  readonly from?: string;
  readonly to?: string;
  readonly limit: number;
  readonly json?: boolean;
}

function toLimit(text: string): number {
  const limit = Number(text);
  if (!Number.isInteger(limit) || limit < 1 || limit > 1000)
    throw new InvalidArgumentError('From 1 to 1000.');
  return limit;
}

export function addSearchCommand(program: Command): void {
  program
    .command('search')
    .description('Find events with a KQL query, newest first.')
    .argument('<kql>', 'for example: event.action: "RunInstances" and event.outcome: failure')
    .option('--from <time>', 'start of the range, ISO-8601', toTime)
    .option('--to <time>', 'end of the range, ISO-8601', toTime)
    .option('--limit <n>', 'most events to print', toLimit, 100)
    .option('--json', 'print them as JSON')
    .action(async (query: string, { json, ...range }: Options) => {
      const { total, events } = await withDatabase((ctx) =>
        searchEvents({ ctx, input: { query, ...range } }),
      );
      if (json) return printJson({ total, events });
      printTable(
        events.map((event) =>
          [
            formatUtc(event.eventTime),
            event.action ?? '',
            event.errorCode ?? 'ok',
            event.principalArn ?? event.userName ?? '',
            event.sourceAddress ?? '',
            event.eventId,
          ].map(terminalSafe),
        ),
      );
      print(`${formatCount(total, 'event')} in all.`);
    });
}
