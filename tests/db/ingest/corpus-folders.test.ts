import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { testDatabase } from '../../support/database';
import { testIngest } from '../../support/ingest';
import { CORPUS, corpusFiles, hasCorpus } from '../../unit/cloudtrail/support';

const database = testDatabase();
const ingest = testIngest(database);
const TEXT = 'not CloudTrail: plain text';
const DIGEST = 'a CloudTrail digest, not an event';

interface Expected {
  readonly folder: string;
  readonly files: number;
  /** What tests/unit/cloudtrail/corpus-envelopes.test.ts counts by hand: inserted, repeated and differing together. */
  readonly events: number;
  readonly inserted: number;
  readonly conflicts: number;
  /** Members by the reason for which something of them is no event, and is no damage either. */
  readonly skipped: Readonly<Record<string, number>>;
  readonly errors: number;
}

const FOLDERS: readonly Expected[] = [
  {
    folder: 'invictus',
    files: 57,
    events: 2900,
    inserted: 2900,
    conflicts: 0,
    skipped: { [TEXT]: 2 },
    errors: 0,
  },
  {
    folder: 'stratus',
    files: 37,
    events: 310,
    inserted: 310,
    conflicts: 0,
    skipped: { [TEXT]: 2 },
    errors: 0,
  },
  { folder: 'plaso', files: 2, events: 6, inserted: 6, conflicts: 0, skipped: { [TEXT]: 1 }, errors: 0 },
  { folder: 'cloudwatch', files: 1, events: 1, inserted: 1, conflicts: 0, skipped: {}, errors: 0 },
  {
    // Samples that share made-up ids; 15 have no time.
    folder: 'streamalert',
    files: 20,
    events: 42,
    inserted: 27,
    conflicts: 15,
    skipped: { [TEXT]: 1, 'not a CloudTrail record': 3, 'a CloudWatch Logs control message': 1 },
    errors: 15,
  },
  {
    // Log files and the documents made from them: every record comes twice.
    folder: 'ecs-fixtures/beats',
    files: 66,
    events: 80,
    inserted: 38,
    conflicts: 1,
    skipped: { [DIGEST]: 2 },
    errors: 0,
  },
  {
    // Two versions of one set of files: what is said of the first digest is said of its copy, by its own name.
    folder: 'ecs-fixtures/integrations',
    files: 158,
    events: 90,
    inserted: 70,
    conflicts: 5,
    skipped: { [TEXT]: 4, [DIGEST]: 2, 'not a CloudTrail record': 77 },
    errors: 0,
  },
  {
    folder: 'traildiscover',
    files: 337,
    events: 315,
    inserted: 314,
    conflicts: 0,
    skipped: { [TEXT]: 1 },
    errors: 0,
  },
];

function byReason(told: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const line of told) {
    const reason = line.slice(line.indexOf(': ') + 2);
    counts[reason] = (counts[reason] ?? 0) + 1;
  }
  return counts;
}

// Public data sets that are not part of the repository: named as skipped where they are absent.
describe.skipIf(!hasCorpus)('every file of the corpus is read, or named with its reason', () => {
  test.each(FOLDERS)('$folder', async ({ folder, files, events, inserted, conflicts, skipped, errors }) => {
    const found = await ingest(path.join(CORPUS, folder));
    const { bundle } = found;

    expect(corpusFiles(folder, () => true)).toHaveLength(files);
    expect(found.paths).toHaveLength(files);
    expect(bundle).toMatchObject({ status: 'done', inserted, conflicts, errors });
    expect(bundle.inserted + bundle.duplicates + bundle.conflicts).toBe(events);
    expect(byReason(found.skipped)).toEqual(skipped);
    expect(Object.keys(byReason(found.errors)).every((reason) => reason.endsWith('is not a time'))).toBe(
      true,
    );
  });
});
