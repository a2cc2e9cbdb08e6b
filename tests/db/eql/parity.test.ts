import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { EcsEvent } from '@/lib/ecs';
import { eqlToPredicate, matchSequences, parseEqlQuery, type SequenceQuery } from '@/lib/eql';
import { readSequenceRow, type SequenceSqlRow, sequenceToSql } from '@/lib/eql/sequence-sql';
import { eqlToSql } from '@/lib/eql/to-sql';
import { testDatabase } from '../../support/database';
import { storeEvents } from '../../support/events';
import { manyEvents } from '../../support/kql-arbitraries';
import { eventId } from '../../support/records';
import { EQL_CASES } from '../../unit/eql/cases';

const database = testDatabase();
const START = Date.UTC(2026, 2, 1);

async function store(events: readonly EcsEvent[]): Promise<void> {
  await database.db.pool.query('delete from event');
  await storeEvents(database.db, events);
}

/** Events with an id and a second of their own. */
function numbered(events: readonly EcsEvent[]): EcsEvent[] {
  return events.map((event, index) => ({
    '@timestamp': new Date(START + index * 1000).toISOString(),
    ...event,
    'event.id': eventId(index),
  }));
}

function filterOf(query: string) {
  const ast = parseEqlQuery(query);
  if (ast.kind !== 'event') throw new Error(`no event query: ${query}`);
  return ast;
}

async function idsBySql(query: string): Promise<string[]> {
  const { text, values } = eqlToSql(filterOf(query), { startIndex: 2, alias: 'e' });
  const { rows } = await database.db.pool.query<{ event_id: string }>(
    `select event_id from event as e where $1::boolean and ${text} order by event_id`,
    [true, ...values],
  );
  return rows.map((row) => row.event_id);
}

function idsByPredicate(query: string, events: readonly EcsEvent[]): string[] {
  return events.filter(eqlToPredicate(filterOf(query))).map((event) => String(event['event.id']));
}

test('every case means in SQL what it means in memory, over the events of all cases', async () => {
  const events = numbered(EQL_CASES.flatMap(({ matches, misses }) => [...matches, ...misses]));
  await store(events);
  for (const { query } of EQL_CASES) {
    expect([query, await idsBySql(query)]).toEqual([query, idsByPredicate(query, events)]);
  }
});

test('every case means the same in both over events that are hard on escaping', async () => {
  const texts = fc.constantFrom(
    'a',
    'b',
    'A*',
    '?',
    '%',
    '_',
    '\\\\',
    '\\\\*',
    'é',
    '🔑',
    '',
    'a b',
    '*b',
    'null',
  );
  const fields = fc.constantFrom(
    ...['user.name', 'user.email', 'related.user', 'event.category', 'aws.cloudtrail.resources.arn'],
    ...[
      'aws.cloudtrail.request_parameters',
      'aws.cloudtrail.flattened.request_parameters.a',
      'event.dataset',
    ],
  );
  const clause = fc
    .tuple(
      fc.constantFrom<(field: string, text: string, other: string) => string>(
        (field, text) => `${field} : "${text}"`,
        (field, text) => `${field} like "${text}*"`,
        (field, text) => `${field} in~ ("${text}", "b")`,
        (field, text) => `stringContains(${field}, "${text}")`,
        (field, text) => `startsWith~(${field}, "${text}")`,
        (field, text) => `endsWith(${field}, "${text}")`,
        (field, _, other) => `stringContains~(${field}, ${other})`,
        (field, _, other) => `endsWith(${field}, ${other})`,
        (field, _, other) => `startsWith(${field}, ${other})`,
        (field) => `length(${field}) > 1`,
        (field) => `${field} regex~ "[^a-c]*|.{1,2}"`,
      ),
      ...([fields, texts, fields] as const),
    )
    .map(([write, field, text, other]) => write(field, text, other));
  await fc.assert(
    fc.asyncProperty(
      manyEvents,
      fc.array(fc.tuple(fc.constantFrom('', 'not '), clause), { minLength: 30, maxLength: 40 }),
      async (events, clauses) => {
        await store(events);
        for (const [not, text] of clauses) {
          const query = `any where ${not}${text}`;
          expect([query, await idsBySql(query)]).toEqual([query, idsByPredicate(query, events)]);
        }
      },
    ),
    { numRuns: 8, endOnFailure: true },
  );
});

async function sequences(query: SequenceQuery, source = 'event') {
  const { text, values } = sequenceToSql(query, { source });
  const { rows } = await database.db.pool.query<SequenceSqlRow>(text, [...values]);
  return matchSequences(rows.map(readSequenceRow), query).map(({ events, key }) => [
    ...key,
    ...events.map((event) => Number.parseInt(event.eventId.slice(-6), 16)),
  ]);
}

test('a sequence is found in the rows of the table, joined by lists, addresses and keys of its own', async () => {
  const events = numbered([
    { 'user.name': 'a', 'related.user': ['x', 'y'], 'source.ip': '10.0.0.1' },
    { 'user.name': 'b', 'related.user': ['y'], 'source.ip': '10.0.0.2' },
    { 'user.name': 'b', 'related.user': ['x'], 'source.ip': '10.0.0.1' },
    { 'user.name': 'a' },
    { 'user.name': 'b', 'source.ip': '10.0.0.1' },
  ]);
  const id = (index: number) => Number.parseInt(eventId(index).slice(-6), 16);
  await store(events);
  const steps = '[any where user.name == "a"] KEY [any where user.name : "B"] KEY';
  const find = async (key: string, source?: string) => {
    const ast = parseEqlQuery(`sequence ${steps.replaceAll('KEY', key)}`);
    if (ast.kind !== 'sequence') throw new Error('no sequence');
    return sequences(ast, source);
  };

  expect(await find('by related.user')).toEqual([
    ['y', id(0), id(1)],
    ['x', id(0), id(2)],
  ]);
  expect(await find('by source.ip')).toEqual([['10.0.0.1', id(0), id(2)]]);
  expect(await find('')).toEqual([
    [id(0), id(1)],
    [id(3), id(4)],
  ]);
  expect(await find('by related.user', `(select * from event where user_name = 'a')`)).toEqual([]);
  expect(await find('by no.such.field')).toEqual([]);
});
