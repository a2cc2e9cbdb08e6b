import { createInterface } from 'node:readline/promises';
import type { Command } from 'commander';
import { previewDeletion } from '../../bundles/deletion-preview';
import type { DeletionPreview } from '../../bundles/schemas';
import { env } from '../../env';
import { AppError } from '../../errors';
import { formatBytes, formatCount, formatNumber } from '../../format';
import { type Deletion, deleteAndEvaluate } from '../../jobs/delete-and-evaluate';
import { toBundleId } from '../bundle-id';
import { withDatabase } from '../open-database';
import { print, printJson, say, terminalSafe } from '../output';

function showPreview({ bundle, events, members, bytes, alerts, conflicts }: DeletionPreview): void {
  say(`Bundle ${bundle.id}, ${terminalSafe(bundle.name)}:`);
  say(
    `  ${formatCount(events.removed, 'event')} and ${formatCount(conflicts, 'conflict')} go, ` +
      `${formatNumber(events.kept)} stay because another bundle holds them, ` +
      `${formatNumber(events.replaced)} give way to another bundle's record of their id.`,
  );
  say(
    `  ${formatCount(members.removed, 'file')} (${formatBytes(bytes.removed)}) go, ` +
      `${formatNumber(members.handedOver)} stay as another bundle's.`,
  );
  say(
    `  ${formatCount(alerts.sourceRemoved, 'alert')} lose their source event and stay, marked; ` +
      `${formatNumber(alerts.superseded)} may stand again; an analyst decided about ${formatNumber(alerts.decided)}.`,
  );
}

async function isConfirmed(): Promise<boolean> {
  if (!process.stdin.isTTY) throw new AppError('invalid', 'Nothing was deleted. Say --yes to delete it.');
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return (await terminal.question('Delete it? [y/N] ')).trim().toLowerCase() === 'y';
  } finally {
    terminal.close();
  }
}

function sum(outcomes: Deletion['outcomes'], key: 'opened' | 'superseded'): number {
  return outcomes.reduce((total, outcome) => total + outcome[key], 0);
}

export function addDeleteCommand(bundles: Command): void {
  bundles
    .command('delete')
    .description('Delete a bundle with everything no other bundle holds, and evaluate the rules anew.')
    .argument('<id>', 'number of the bundle', toBundleId)
    .option('--yes', 'do not ask')
    .option('--json', 'print the result as JSON')
    .action(async (id: number, { yes, json }: { yes?: boolean; json?: boolean }) => {
      const deletion = await withDatabase(async (ctx) => {
        const preview = await previewDeletion({ ctx, input: { id } });
        if (preview.refusal !== null && preview.bundle.status !== 'deleting') {
          throw new AppError('conflict', preview.refusal);
        }
        if (!yes) {
          showPreview(preview);
          if (!(await isConfirmed())) return null;
        }
        return deleteAndEvaluate({ ctx, input: { id }, dataDir: env().TRAILHOUND_DATA_DIR });
      });
      if (!deletion) return say('Nothing was deleted.');
      const { deleted, outcomes } = deletion;
      for (const outcome of outcomes) if (outcome.message) say(`rule ${outcome.ruleId}: ${outcome.message}`);
      const opened = sum(outcomes, 'opened');
      if (json) return printJson({ ...deleted, alerts: { ...deleted.alerts, opened } });
      print(
        `Bundle ${id} is deleted: ${formatCount(deleted.events.removed, 'event')} went, ` +
          `${formatNumber(deleted.events.kept)} stayed; ${formatCount(opened, 'alert')} opened.`,
      );
    });
}
