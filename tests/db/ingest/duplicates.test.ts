import { beforeEach, describe, expect, test } from 'vitest';
import { ingestBundle } from '@/lib/ingest/ingest-bundle';
import { createBundleOf, DATA_DIR, ingestFiles, ingestRecords, testFolder } from '../../support/bundles';
import { testDatabase } from '../../support/database';
import { emptyDatabase } from '../../support/detection';
import { call, eventId, jsonLines, recordsFile } from '../../support/records';
import { storedRecords } from '../../support/stored';

const database = testDatabase();
const folder = testFolder();
const T = '2026-03-20T12:00:00Z';

beforeEach(() => emptyDatabase(database.db));

async function countOf(table: 'event' | 'event_conflict'): Promise<number> {
  const { rows } = await database.db.pool.query<{ n: number }>(`select count(*) as n from ${table}`);
  return rows[0]?.n ?? 0;
}

describe('the same event again', () => {
  test('in one file is stored once and counted', async () => {
    const { bundle } = await ingestRecords(database.system, folder, [
      call(1, T),
      call(2, T),
      call(1, T),
      call(1, T),
    ]);

    expect(bundle).toMatchObject({ records: 4, inserted: 2, duplicates: 2, conflicts: 0 });
    expect(await countOf('event')).toBe(2);
  });

  test('in two files of a bundle counts for the file that came second', async () => {
    const first = await folder.write('across/a.json', recordsFile([call(1, T), call(2, T)]));
    const second = await folder.write('across/b.json', recordsFile([call(2, T), call(3, T)]));

    const { bundle } = await ingestFiles(database.system, first, second);

    expect(bundle).toMatchObject({ members: 2, records: 4, inserted: 3, duplicates: 1 });
    const members = await database.db.prisma.bundleMember.findMany({ orderBy: { path: 'asc' } });
    expect(members.map(({ inserted, duplicates }) => [inserted, duplicates])).toEqual([
      [2n, 0n],
      [1n, 1n],
    ]);
  });

  test('in a later bundle adds nothing, and hours are not counted twice', async () => {
    const records = [call(1, T), call(2, '2026-03-20T12:59:59Z'), call(3, '2026-03-20T13:00:00Z')];
    await ingestRecords(database.system, folder, records);
    const again = await ingestFiles(database.system, await folder.write('again.jsonl', jsonLines(records)));

    expect(again.bundle).toMatchObject({ records: 3, inserted: 0, duplicates: 3, conflicts: 0 });
    const hours = await database.db.prisma.activityHour.findMany({
      orderBy: [{ bundleId: 'asc' }, { hour: 'asc' }],
    });
    expect(hours.map(({ hour, records, events }) => [hour.toISOString(), records, events])).toEqual([
      ['2026-03-20T12:00:00.000Z', 2n, 2n],
      ['2026-03-20T13:00:00.000Z', 1n, 1n],
      ['2026-03-20T12:00:00.000Z', 2n, 0n],
      ['2026-03-20T13:00:00.000Z', 1n, 0n],
    ]);
  });

  test('at another time is another event', async () => {
    const { bundle } = await ingestRecords(database.system, folder, [
      call(1, T),
      call(1, '2026-03-20T12:00:01Z'),
    ]);

    expect(bundle).toMatchObject({ inserted: 2, duplicates: 0, conflicts: 0 });
  });

  test('without an id is known by its bytes', async () => {
    const { eventID: _, ...nameless } = call(1, T);
    const { bundle } = await ingestRecords(database.system, folder, [
      nameless,
      nameless,
      { ...nameless, readOnly: false },
    ]);

    expect(bundle).toMatchObject({ inserted: 2, duplicates: 1, conflicts: 0 });
  });
});

describe('the same id and time with another body', () => {
  const original = call(1, T);
  const forged = call(1, T, { userAgent: 'someone else' });

  test('is kept apart as a conflict and does not replace what was there', async () => {
    const first = await ingestRecords(database.system, folder, [original]);
    const second = await ingestRecords(database.system, folder, [forged]);

    expect(first.bundle).toMatchObject({ inserted: 1, conflicts: 0 });
    expect(second.bundle).toMatchObject({ inserted: 0, duplicates: 0, conflicts: 1 });
    expect((await storedRecords(database.db)).get(eventId(1))).toBe(JSON.stringify(original));
    expect(await countOf('event_conflict')).toBe(1);
  });

  test('in one file: the first is the event, each other body is one conflict, repetitions are duplicates', async () => {
    const third = call(1, T, { userAgent: 'a third' });
    const { bundle } = await ingestRecords(database.system, folder, [
      original,
      forged,
      original,
      forged,
      third,
    ]);

    expect(bundle).toMatchObject({ records: 5, inserted: 1, conflicts: 2, duplicates: 2 });
  });

  test('that came before is a duplicate of that conflict later', async () => {
    await ingestRecords(database.system, folder, [original]);
    await ingestRecords(database.system, folder, [forged]);
    const again = await ingestRecords(database.system, folder, [forged, original]);

    expect(again.bundle).toMatchObject({ inserted: 0, duplicates: 2, conflicts: 0 });
    expect(await countOf('event_conflict')).toBe(1);
  });
});

test('two bundles with the same events at the same time: each event once, nothing lost, nothing refused', async () => {
  const records = Array.from({ length: 3000 }, (_, n) =>
    call(n, new Date(Date.UTC(2025, n % 12, 1, 0, 0, n)).toISOString()),
  );
  const one = await createBundleOf(database.system, await folder.write('one.json', recordsFile(records)));
  const other = await createBundleOf(
    database.system,
    await folder.write('other.jsonl', jsonLines([...records].reverse())),
  );

  const results = await Promise.all(
    [one, other].map((id) => ingestBundle(database.system, id, { dataDir: DATA_DIR })),
  );

  const sum = (key: 'inserted' | 'duplicates' | 'conflicts') =>
    results.reduce((total, { bundle }) => total + bundle[key], 0);
  expect(results.map(({ bundle }) => bundle.status)).toEqual(['done', 'done']);
  expect([sum('inserted'), sum('duplicates'), sum('conflicts')]).toEqual([3000, 3000, 0]);
  expect(await countOf('event')).toBe(3000);
  const { rows } = await database.db.pool.query<{ n: string }>('select sum(events) as n from activity_hour');
  expect(Number(rows[0]?.n)).toBe(3000);
});
