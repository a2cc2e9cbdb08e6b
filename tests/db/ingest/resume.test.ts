import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Context } from '@/lib/db/context';
import { ingestBundle } from '@/lib/ingest/ingest-bundle';
import { createBundleOf, DATA_DIR, ingestFiles, testFolder } from '../../support/bundles';
import { testDatabase } from '../../support/database';
import { emptyDatabase } from '../../support/detection';
import { dyingAtStatement } from '../../support/dying-database';
import { eventId } from '../../support/records';
import { evidenceOf, ingestOutcome } from '../../support/stored';

const database = testDatabase();
const folder = testFolder();
const files: string[] = [];
const LARGE_MEMBER = 'large.jsonl';
/** Long enough that the large member is read as a stream, in several transactions. */
const PADDING = 'x'.repeat(700);
let large = '';

function line(n: number, more = ''): string {
  const time = new Date(Date.UTC(2026, 2, 1) + n * 1000).toISOString();
  return `{"eventID":"${eventId(n)}","eventTime":"${time}","eventName":"E${n % 7}","awsRegion":"eu-west-1","userAgent":"${PADDING}"${more}}`;
}

/** Events with repetitions, conflicts, damage and foreign lines all along, so that every counter moves in every batch. */
function manyLines(): string {
  const lines: string[] = [];
  for (let n = 0; n < 24_000; n += 1) {
    lines.push(line(n));
    if (n % 1000 === 1) lines.push(line(n), line(n, ',"forged":true'));
    if (n % 1000 === 2)
      lines.push('{"eventID": broken', '{"hello":"world"}', '{"eventTime":"never","eventName":"X"}');
  }
  return `${lines.join('\n')}\n`;
}

beforeAll(async () => {
  large = manyLines();
  files.push(
    await folder.write('small-before.jsonl', `${line(30_000)}\n${line(5)}\n`),
    await folder.write(LARGE_MEMBER, large),
    await folder.write('not-json.txt', 'nothing to see'),
    await folder.write('small-after.jsonl', `${line(30_001)}\n${line(7)}\n`),
  );
});
beforeEach(() => emptyDatabase(database.db));

function dying(statement: number): Context {
  return { ...database.system, db: dyingAtStatement(database.db, statement) };
}

describe('an ingest that was interrupted', () => {
  test('ends with exactly the events and counts of an undisturbed one, wherever the server went away', {
    timeout: 180_000,
  }, async () => {
    await ingestFiles(database.system, ...files);
    const undisturbed = await ingestOutcome(database.db);
    expect(undisturbed.events).toBe(24_002);
    expect(undisturbed.bundles[0]).toMatchObject({
      duplicates: 26,
      conflicts: 24,
      errors: 48,
      skipped: 25,
    });

    // In the first batch, at its end, in later ones.
    for (const statement of [5, 9, 20, 31]) {
      await emptyDatabase(database.db);
      const id = await createBundleOf(database.system, ...files);
      await expect(
        ingestBundle(dying(statement), id, { dataDir: DATA_DIR, inThreads: false }),
      ).rejects.toThrow();
      expect(await database.db.prisma.bundle.findUnique({ where: { id } })).toMatchObject({
        status: 'failed',
      });

      const { bundle } = await ingestBundle(database.system, id, { dataDir: DATA_DIR });

      expect(bundle).toMatchObject({ status: 'done', message: null });
      expect([statement, await ingestOutcome(database.db)]).toEqual([statement, undisturbed]);
      expect((await evidenceOf(database.db, LARGE_MEMBER)).equals(Buffer.from(large))).toBe(true);
    }
  });

  test('survives interruption after interruption', { timeout: 120_000 }, async () => {
    const id = await createBundleOf(database.system, ...files);
    let attempts = 0;
    let isDone = false;
    while (!isDone && attempts < 12) {
      attempts += 1;
      isDone = await ingestBundle(dying(26), id, { dataDir: DATA_DIR, inThreads: false }).then(
        () => true,
        () => false,
      );
    }

    expect(attempts).toBeGreaterThan(2);
    expect(await database.db.prisma.bundle.findUnique({ where: { id } })).toMatchObject({
      status: 'done',
      inserted: 24_002n,
      duplicates: 26n,
      conflicts: 24n,
      errors: 48n,
    });
  });

  test('that is done is not read again', async () => {
    const file = await folder.write('once.jsonl', `${line(1)}\n`);
    const id = await createBundleOf(database.system, file);
    const first = await ingestBundle(database.system, id, { dataDir: DATA_DIR });
    const second = await ingestBundle(database.system, id, { dataDir: DATA_DIR });

    expect(second).toEqual(first);
    expect(second.bundle).toMatchObject({ records: 1, inserted: 1, duplicates: 0 });
  });
});
