import { type Command, InvalidArgumentError } from 'commander';
import { createToken } from '../../accounts/create-token';
import { listTokens } from '../../accounts/list-tokens';
import { revokeToken } from '../../accounts/revoke-token';
import { CreateTokenInput } from '../../accounts/schemas';
import { formatUtc } from '../../format';
import { toId } from '../arguments';
import { withDatabase } from '../open-database';
import { print, printJson, printTable, say, terminalSafe } from '../output';

function toName(text: string): string {
  const parsed = CreateTokenInput.shape.name.safeParse(text);
  if (!parsed.success) throw new InvalidArgumentError(parsed.error.issues[0]?.message ?? '');
  return parsed.data;
}

function toDays(text: string): number {
  const parsed = CreateTokenInput.shape.expiresInDays.safeParse(Number(text));
  if (!parsed.success || parsed.data === undefined) throw new InvalidArgumentError('From 1 to 3650 days.');
  return parsed.data;
}

function addCreate(tokens: Command): void {
  tokens
    .command('create')
    .description('Make a token for a program that pushes files. It is shown once.')
    .argument('<name>', 'what the token is for', toName)
    .option('--expires <days>', 'days until it stops working; without, until it is revoked', toDays)
    .option('--json', 'print it as JSON')
    .exitOverride()
    .action(async (name: string, { expires, json }: { expires?: number; json?: boolean }) => {
      const made = await withDatabase((ctx) =>
        createToken({ ctx, input: { name, ...(expires ? { expiresInDays: expires } : {}) } }),
      );
      if (json) return printJson(made);
      say(`Token ${made.id}. Keep it now: it is not shown again.`);
      print(made.token);
    });
}

function addList(tokens: Command): void {
  tokens
    .command('list')
    .description('All tokens, newest first.')
    .option('--json', 'print them as JSON')
    .exitOverride()
    .action(async ({ json }: { json?: boolean }) => {
      const rows = await withDatabase((ctx) => listTokens({ ctx }));
      if (json) return printJson(rows);
      const at = (iso: string | null) => (iso ? formatUtc(iso) : 'never');
      printTable([
        ['id', 'name', 'may', 'status', 'made by', 'made (UTC)', 'last used (UTC)', 'expires (UTC)'],
        ...rows.map((row) => [
          String(row.id),
          terminalSafe(row.name),
          row.scope,
          row.status,
          terminalSafe(row.createdBy),
          formatUtc(row.createdAt),
          at(row.lastUsedAt),
          at(row.expiresAt),
        ]),
      ]);
    });
}

export function addTokenCommands(program: Command): void {
  const tokens = program
    .command('tokens')
    .description('Make, list and revoke tokens for programs that push files.')
    .exitOverride();
  addCreate(tokens);
  addList(tokens);
  tokens
    .command('revoke')
    .description('End a token for good.')
    .argument('<id>', 'as `tokens list` shows it', toId)
    .exitOverride()
    .action(async (id: number) => {
      await withDatabase((ctx) => revokeToken({ ctx, input: { id } }));
      print(`Token ${id} is revoked.`);
    });
}
