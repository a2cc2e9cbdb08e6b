import { beforeEach, expect, test } from 'vitest';
import type { AlertHistory } from '@/lib/alerts/schemas';
import { ingestRecords, testFolder } from '../../support/bundles';
import { testDatabase } from '../../support/database';
import { alertFacts, emptyDatabase, evaluate, installRule } from '../../support/detection';
import { call, DANA, eventId } from '../../support/records';

const database = testDatabase();
const folder = testFolder();
const T = '2026-03-20T12:00:00Z';

beforeEach(async () => {
  await emptyDatabase(database.db);
  await database.db.prisma.rule.deleteMany();
});

async function termsOf(fields: readonly string[], ...records: ReturnType<typeof call>[]) {
  await installRule(database.db, { query: 'event.dataset: "aws.cloudtrail"', fields });
  await ingestRecords(database.system, folder, records);
  await evaluate(database.system);
  return (await alertFacts(database.db)).map(({ terms }) => terms);
}

test('several array fields give every combination, each once', async () => {
  const terms = await termsOf(
    ['aws.cloudtrail.resources.arn', 'aws.cloudtrail.flattened.request_parameters.ids.id'],
    call(1, T, {
      resources: [{ ARN: 'arn:a' }, { ARN: 'arn:b' }, { ARN: 'arn:a' }, { type: 'no arn' }],
      requestParameters: { ids: [{ id: 'x' }, { id: 'y' }, { id: 'x' }, { other: 'z' }] },
    }),
  );

  expect(terms).toEqual([
    ['arn:a', 'x'],
    ['arn:a', 'y'],
    ['arn:b', 'x'],
    ['arn:b', 'y'],
  ]);
});

test('numbers and booleans of a flattened field are compared as text', async () => {
  const terms = await termsOf(
    ['aws.cloudtrail.flattened.request_parameters.port'],
    call(1, T, { requestParameters: { port: 22 } }),
    call(2, '2026-03-20T12:00:01Z', { requestParameters: { port: '22' } }),
    call(3, '2026-03-20T12:00:02Z', { requestParameters: { port: true } }),
  );

  expect(terms).toEqual([['22'], ['true']]);
});

test.each([
  ['a text column', 'user.name', ['dana']],
  ['an array column', 'event.category', ['iam']],
  ['an address', 'source.ip', ['10.20.30.40']],
  ['a yes or no', 'aws.cloudtrail.read_only', ['true']],
  ['a rare text', 'aws.cloudtrail.event_version', ['1.11']],
  ['a rare list', 'related.user', ['AIDAEXAMPLE000000001']],
  ['a derived value', 'cloud.service.name', ['iam']],
  ['a value every event has', 'cloud.provider', ['aws']],
])('%s can be a term', async (_, field, values) => {
  const terms = await termsOf(
    [field],
    call(1, T, { eventSource: 'iam.amazonaws.com', eventName: 'AddUserToGroup' }),
  );

  expect(terms).toContainEqual(values);
});

test('values longer than a query can see are no terms', async () => {
  const terms = await termsOf(
    ['user_agent.original'],
    call(1, T, { userAgent: 'x'.repeat(1025) }),
    call(2, '2026-03-20T12:00:01Z', { userAgent: 'x'.repeat(1024) }),
  );

  expect(terms).toEqual([['x'.repeat(1024)]]);
});

test('values are told apart by case and by every character', async () => {
  const agents = ['a', 'A', 'a ', 'é', 'e\u0301', "a'b", 'a"b', 'a\\b', 'a,b', '{a}', 'NULL'];

  const terms = await termsOf(
    ['user_agent.original'],
    ...agents.map((userAgent, n) =>
      call(n, `2026-03-20T12:00:${String(n).padStart(2, '0')}Z`, { userAgent }),
    ),
  );

  expect(terms).toEqual(agents.map((agent) => [agent]));
});

test('a tuple of one event is no earlier sighting for another tuple of the same event', async () => {
  await termsOf(
    ['aws.cloudtrail.user_identity.arn', 'aws.cloudtrail.flattened.request_parameters.ids'],
    call(1, T, { requestParameters: { ids: ['x', 'y'] } }),
  );

  const alerts = await database.db.prisma.alert.findMany();
  const seen = alerts.flatMap(({ history }) => (history as unknown as AlertHistory).lastSeen);

  expect(alerts).toHaveLength(2);
  expect(seen.map(({ matchedAt }) => matchedAt)).toEqual([null, null, null, null]);
});

test('text that no database can hold does not blind a rule', async () => {
  const terms = await termsOf(
    ['aws.cloudtrail.user_identity.arn', 'aws.cloudtrail.event_version'],
    call(1, T, {
      userAgent: 'a\u0000b\ud800',
      requestParameters: { Host: 'evil\u0000.example\udfff' },
      resources: [{ ARN: 'arn:aws:s3:::x\u0000\ud83d' }],
      errorCode: '\u0000',
      eventVersion: '1\u0000',
    }),
  );

  expect(terms).toEqual([[DANA, '1\ufffd']]);
  expect(await database.db.prisma.alert.findMany()).toMatchObject([
    { eventId: eventId(1), userAgentOriginal: 'a\ufffdb\ufffd' },
  ]);
});

test('an alert is the same alert in every database: its id follows from rule, tuple and event', async () => {
  await termsOf(['user.name'], call(1, T));
  const [first] = await database.db.prisma.alert.findMany();
  await emptyDatabase(database.db);
  await database.db.prisma.rule.deleteMany();
  await termsOf(['user.name'], call(1, T));

  expect(await database.db.prisma.alert.findMany()).toMatchObject([{ id: first?.id }]);
});
