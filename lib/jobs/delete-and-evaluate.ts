import { rm } from 'node:fs/promises';
import { deleteBundle } from '../bundles/delete';
import type { BundleInput, DeletionResult } from '../bundles/schemas';
import type { Context } from '../db/context';
import type { RuleOutcome } from '../detection/evaluate-rule';
import { evaluateRules } from '../detection/evaluate-rules';
import { uploadFolder } from '../ingest/upload-folder';
import { replayRecords } from './replay-records';

/** What deleting a bundle did, and what the rules made of what is left. */
export interface Deletion {
  readonly deleted: DeletionResult;
  readonly outcomes: readonly RuleOutcome[];
}

/**
 * Deletes a bundle and evaluates the rules over what is left: alerts that an event of it superseded stand again, and
 * sightings that are first now get theirs.
 */
export async function deleteAndEvaluate({
  ctx,
  input,
  dataDir,
}: {
  ctx: Context;
  input: BundleInput;
  dataDir: string;
}): Promise<Deletion> {
  const deleted = await deleteBundle({ ctx, input, replay: replayRecords(dataDir) });
  // Files of an upload that never was read; there are none otherwise.
  await rm(uploadFolder(dataDir, input.id), { recursive: true, force: true });
  return { deleted, outcomes: await evaluateRules({ ctx, input: {}, kind: 'ingest' }) };
}
