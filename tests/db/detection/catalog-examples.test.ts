import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { JsonObject } from '@/lib/ecs';
import { EXAMPLES, type RuleExample } from '@/lib/rules/catalog/examples';
import { installCatalog } from '@/lib/rules/install-catalog';
import { loadCatalog } from '@/lib/rules/load-catalog';
import { ingestRecords, testFolder } from '../../support/bundles';
import { testDatabase } from '../../support/database';
import { alertedEvents, emptyDatabase, evaluate } from '../../support/detection';

const database = testDatabase();
const folder = testFolder();
const catalog = await loadCatalog();
const cases = catalog.flatMap(({ slug, definition }) => {
  const examples = EXAMPLES[slug];
  return definition.evaluable && examples ? [{ slug, ruleId: definition.ruleId, ...examples }] : [];
});

/** Examples vary one record, event id included; side by side in one bundle each needs an id of its own. */
function together(examples: readonly RuleExample[]): JsonObject[] {
  return examples.map(({ record }, n) => ({
    ...record,
    eventID: `5c0ffee0-0000-4000-9000-${String(n).padStart(12, '0')}`,
  }));
}

beforeAll(() => installCatalog(database.db));
beforeEach(() => emptyDatabase(database.db));

describe.each(cases)('$slug', ({ ruleId, matches, ignores, sequences }) => {
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

  test('every example that must match is counted, and no other', async () => {
    await ingestRecords(database.system, folder, together([...matches, ...ignores]));

    expect((await evaluate(database.system, { ruleId })).matched).toBe(matches.length);
  });
});
