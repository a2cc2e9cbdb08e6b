import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import type { EcsEvent } from '@/lib/ecs';
import { type KqlNode, parseQuery, printKql, toPredicate } from '@/lib/kql';
import { kqlToSql } from '@/lib/kql/to-sql';
import { CORPUS, CORPUS_NOW, corpusRows } from '../fixtures/kql/corpus';
import { testDatabase } from '../support/database';
import { storeEvents } from '../support/events';
import { manyEvents, query } from '../support/kql-arbitraries';

const database = testDatabase();
const clock = () => CORPUS_NOW;

async function idsBySql(node: KqlNode): Promise<string[]> {
  const { text, values } = kqlToSql(node, { clock });
  const { rows } = await database.db.pool.query<{ event_id: string }>(
    `select event_id from event where ${text} order by event_id`,
    [...values],
  );
  return rows.map((row) => row.event_id);
}

function idsByPredicate(node: KqlNode, events: readonly EcsEvent[]): string[] {
  return events.filter(toPredicate(node, { clock })).map((event) => String(event['event.id']));
}

describe('the corpus', () => {
  const rows = corpusRows();

  beforeAll(async () => {
    await database.db.pool.query('delete from event');
    await storeEvents(
      database.db,
      rows.map(({ event }) => event),
    );
  });

  test.each(CORPUS.map((each) => [each.id, each.query] as const))(
    '%s: SQL and memory find what they must',
    async (id, kql) => {
      const own = rows.filter(({ caseId }) => caseId === id);
      const expected = own.filter(({ matches }) => matches).map(({ event }) => event['event.id']);
      const node = parseQuery(kql);

      const found = new Set(await idsBySql(node));

      expect(own.map(({ event }) => event['event.id']).filter((each) => found.has(String(each)))).toEqual(
        expected,
      );
      expect(
        idsByPredicate(
          node,
          own.map(({ event }) => event),
        ),
      ).toEqual(expected);
    },
  );

  test('over the events of all cases together, both engines find the same', async () => {
    const events = rows.map(({ event }) => event);
    for (const each of CORPUS) {
      const node = parseQuery(each.query);
      expect([each.id, await idsBySql(node)]).toEqual([each.id, idsByPredicate(node, events)]);
    }
  });
});

test('random queries over random events mean the same in SQL and in memory', async () => {
  await fc.assert(
    fc.asyncProperty(
      manyEvents,
      fc.array(query, { minLength: 30, maxLength: 40 }),
      async (events, queries) => {
        await database.db.pool.query('delete from event');
        await storeEvents(database.db, events);
        for (const node of queries) {
          expect([printKql(node), await idsBySql(node)]).toEqual([
            printKql(node),
            idsByPredicate(node, events),
          ]);
        }
      },
    ),
    { numRuns: 15, endOnFailure: true },
  );
});
