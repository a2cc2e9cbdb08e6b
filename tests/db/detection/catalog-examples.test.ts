import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { EXAMPLES } from '@/lib/rules/catalog/examples';
import { installCatalog } from '@/lib/rules/install-catalog';
import { loadCatalog } from '@/lib/rules/load-catalog';
import { ingestRecords, testFolder } from '../../support/bundles';
import { testDatabase } from '../../support/database';
import { alertedEvents, emptyDatabase, evaluate } from '../../support/detection';

const database = testDatabase();
const folder = testFolder();
const ruleIds = new Map((await loadCatalog()).map(({ slug, definition }) => [slug, definition.ruleId]));

beforeAll(() => installCatalog(database.db));
beforeEach(() => emptyDatabase(database.db));

describe.each(Object.entries(EXAMPLES))('%s', (slug, { matches, ignores, sequences }) => {
  const ruleId = ruleIds.get(slug) ?? '';

  test.each(sequences)('from file to alert: $name', async ({ records, alerts }) => {
    await ingestRecords(database.system, folder, records);

    const outcome = await evaluate(database.system, { ruleId });

    expect(await alertedEvents(database.db)).toEqual(alerts);
    expect(outcome).toMatchObject({ opened: alerts.length, superseded: 0, capped: 0 });
  });

  test.each(sequences)(
    'file by file, newest first, the same alerts stand: $name',
    async ({ records, alerts }) => {
      const newestFirst = [...records].sort((a, b) => (String(a.eventTime) < String(b.eventTime) ? 1 : -1));
      for (const record of newestFirst) {
        await ingestRecords(database.system, folder, [record]);
        await evaluate(database.system, { ruleId });
      }

      const { rows } = await database.db.pool.query<{ event_id: string }>(
        'select event_id from alert where superseded_by_id is null order by event_time, event_id',
      );

      expect(rows.map((row) => row.event_id)).toEqual(alerts);
    },
  );

  test.each(matches)('counts as a match: $name', async ({ record }) => {
    await ingestRecords(database.system, folder, [record]);

    expect((await evaluate(database.system, { ruleId })).matched).toBe(1);
  });

  test.each(ignores)('neither matches nor alerts: $name', async ({ record }) => {
    await ingestRecords(database.system, folder, [record]);

    expect(await evaluate(database.system, { ruleId })).toMatchObject({ matched: 0, opened: 0 });
  });
});
