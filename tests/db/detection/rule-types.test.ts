import { beforeEach, describe, expect, test } from 'vitest';
import type { AlertEvidence } from '@/lib/alerts/schemas';
import { installCatalog } from '@/lib/rules/install-catalog';
import { ingestRecords, testFolder } from '../../support/bundles';
import { testDatabase } from '../../support/database';
import { alertFacts, emptyDatabase, evaluate, installToml } from '../../support/detection';
import { call, DANA, EREN, eventId, user } from '../../support/records';

const database = testDatabase();
const folder = testFolder();

beforeEach(async () => {
  await emptyDatabase(database.db);
  await database.db.prisma.rule.deleteMany();
});

function rule(type: string, query: string, more = ''): Promise<string> {
  return installToml(
    database.db,
    `[rule]\nrule_id = "r"\nname = "R"\ntype = "${type}"\nseverity = "low"\nrisk_score = 21\nquery = '''${query}'''\n${more}`,
  );
}

const at = (minute: number) => `2026-03-20T12:${String(minute).padStart(2, '0')}:30Z`;
/** A call of `name` at 12:`minute`:30, with `minute` as its number too. */
const made = (name: string, minute: number, arn = DANA) =>
  call(minute, at(minute), { eventName: name, userIdentity: user(arn) });
const ingest = (...records: ReturnType<typeof made>[]) => ingestRecords(database.system, folder, records);
const alerted = async () => (await alertFacts(database.db)).map(({ eventId: id }) => id);
async function evidenceOf(n: number): Promise<AlertEvidence> {
  const { evidence } = await database.db.prisma.alert.findFirstOrThrow({ where: { eventId: eventId(n) } });
  return evidence as unknown as AlertEvidence;
}

describe('a query rule', () => {
  test('alerts on every match, once', async () => {
    await rule('query', 'event.action: (TagThing or DropThing)');
    await ingest(made('TagThing', 1), made('Other', 2), made('DropThing', 3));

    expect(await evaluate(database.system)).toMatchObject({ status: 'succeeded', matched: 2, opened: 2 });
    expect(await alerted()).toEqual([1, 3].map(eventId));
    expect(await evaluate(database.system)).toMatchObject({ matched: 2, opened: 0, capped: 0 });
    expect(await database.db.prisma.alert.findMany({ select: { history: true, evidence: true } })).toEqual([
      { history: null, evidence: null },
      { history: null, evidence: null },
    ]);
  });

  test('opens at most max_signals alerts per interval, and tells how many were cut', async () => {
    await rule('query', 'event.action: TagThing', 'max_signals = 1');
    // 12:01 and 12:02 lie in one interval of five minutes, 12:06 in the next.
    await ingest(made('TagThing', 1), made('TagThing', 2), made('TagThing', 6));

    expect(await evaluate(database.system)).toMatchObject({ matched: 3, opened: 2, capped: 1 });
    expect(await alerted()).toEqual([1, 6].map(eventId));

    // What was cut can be opened on demand, and is not cut again.
    expect(await evaluate(database.system, { beyondMax: true })).toMatchObject({ opened: 1, capped: 0 });
    expect(await alerted()).toEqual([1, 2, 6].map(eventId));
    expect(await evaluate(database.system)).toMatchObject({ opened: 0, capped: 0 });
  });

  test('looks at the asked range alone', async () => {
    await rule('query', 'event.action: TagThing');
    await ingest(made('TagThing', 1), made('TagThing', 2), made('TagThing', 3));

    expect(await evaluate(database.system, { from: at(2), to: at(3) })).toMatchObject({ matched: 1 });
    expect(await alerted()).toEqual([eventId(2)]);
  });

  test('that cannot be read fails with the place', async () => {
    await rule('query', 'event.action: (x or');
    await ingest(made('TagThing', 1));

    await expect(evaluate(database.system)).rejects.toThrow(/The query of "R", character \d+: /);
  });
});

describe('a threshold rule', () => {
  const THRESHOLD = `from = "now-10m"
[rule.threshold]
field = ["aws.cloudtrail.user_identity.arn"]
value = 2`;

  test('alerts for the group that has enough, with what was counted', async () => {
    await rule('threshold', 'event.action: TagThing', THRESHOLD);
    await ingest(made('TagThing', 1), made('TagThing', 2), made('TagThing', 3, EREN), made('Other', 4, EREN));

    expect(await evaluate(database.system)).toMatchObject({ matched: 3, opened: 1 });
    expect(await alerted()).toEqual([eventId(2)]);
    expect(await evidenceOf(2)).toEqual({
      type: 'threshold',
      terms: [{ field: 'aws.cloudtrail.user_identity.arn', value: DANA }],
      count: 2,
      from: '2026-03-20T12:01:30.000Z',
      to: '2026-03-20T12:02:30.000Z',
      cardinality: null,
    });
    expect(await evaluate(database.system)).toMatchObject({ opened: 0, superseded: 0 });
  });

  test('that a later upload makes larger is superseded, unless it was decided', async () => {
    const id = await rule('threshold', 'event.action: TagThing', THRESHOLD);
    await ingest(made('TagThing', 1), made('TagThing', 2));
    await evaluate(database.system);
    await ingest(made('TagThing', 3));

    expect(await evaluate(database.system)).toMatchObject({ opened: 1, superseded: 1 });
    expect((await alertFacts(database.db)).map((fact) => [fact.eventId, fact.supersededBy])).toEqual([
      [eventId(2), eventId(3)],
      [eventId(3), null],
    ]);

    await database.db.prisma.alert.updateMany({ where: { ruleId: id }, data: { decidedAt: new Date() } });
    await ingest(made('TagThing', 4));
    expect(await evaluate(database.system)).toMatchObject({ opened: 1, superseded: 0 });
  });

  test('counts different values where the rule asks for them', async () => {
    await rule(
      'threshold',
      'event.provider: "s3.amazonaws.com"',
      `${THRESHOLD}\n[[rule.threshold.cardinality]]\nfield = "event.action"\nvalue = 2`,
    );
    await ingest(made('A', 1), made('A', 2), made('A', 3, EREN), made('B', 4, EREN));

    await evaluate(database.system);
    expect(await alerted()).toEqual([eventId(4)]);
    expect(await evidenceOf(4)).toMatchObject({ count: 2, cardinality: { field: 'event.action', value: 2 } });
  });
});

describe('suppression', () => {
  const SUPPRESSION = `[rule.alert_suppression]
group_by = ["user.name"]
duration = { value = 5, unit = "m" }`;
  const counts = async () =>
    (
      await database.db.prisma.alert.findMany({
        where: { supersededById: null },
        orderBy: { eventTime: 'asc' },
      })
    ).map((alert) => [alert.eventId, alert.suppressed]);

  test('makes one alert of a group for the duration, and counts the rest', async () => {
    await rule('query', 'event.action: TagThing', SUPPRESSION);
    // Dana at 1, 2 and 6 (exactly five minutes after the first), and again at 7. Eren stands for himself.
    await ingest(
      made('TagThing', 1),
      made('TagThing', 2),
      made('TagThing', 3, EREN),
      made('TagThing', 6),
      made('TagThing', 7),
    );

    expect(await evaluate(database.system)).toMatchObject({ matched: 5, opened: 3 });
    expect(await counts()).toEqual([
      [eventId(1), 2],
      [eventId(3), 0],
      [eventId(7), 0],
    ]);

    await ingest(made('TagThing', 8));
    expect(await evaluate(database.system)).toMatchObject({ opened: 0, superseded: 0 });
    expect((await counts()).at(-1)).toEqual([eventId(7), 1]);
  });

  test('begins with the earliest of a group, also when that one comes later', async () => {
    await rule('query', 'event.action: TagThing', SUPPRESSION);
    await ingest(made('TagThing', 3));
    await evaluate(database.system);
    await ingest(made('TagThing', 1));

    expect(await evaluate(database.system)).toMatchObject({ opened: 1, superseded: 1 });
    expect(await counts()).toEqual([[eventId(1), 1]]);
  });

  test('leaves events without the field alone where the rule says so', async () => {
    const nameless = (n: number) =>
      call(n, at(n), {
        eventName: 'TagThing',
        userIdentity: { type: 'AWSService', invokedBy: 'autoscaling.amazonaws.com' },
      });
    await rule(
      'query',
      'event.action: TagThing',
      `${SUPPRESSION}\nmissing_fields_strategy = "doNotSuppress"`,
    );
    await ingest(nameless(1), nameless(2));

    expect(await evaluate(database.system)).toMatchObject({ opened: 2 });
  });
});

describe('an EQL rule', () => {
  test('over single events alerts on each, by the category it names', async () => {
    await rule(
      'eql',
      'info where event.action == "TagThing" and not user.name == "eren"',
      'event_category_override = "event.type"',
    );
    await ingest(made('TagThing', 1), made('TagThing', 2, EREN), made('tagthing', 3));

    expect(await evaluate(database.system)).toMatchObject({ matched: 1, opened: 1 });
    expect(await alerted()).toEqual([eventId(1)]);
  });

  test('over a sequence alerts on its last event, and names all', async () => {
    await rule(
      'eql',
      `sequence by aws.cloudtrail.user_identity.arn with maxspan=5m
        [any where event.action == "ReadThing"]
        [any where event.action == "CreateKey"]`,
    );
    // Eren reads, and Dana makes the key: no sequence. Dana's second key comes too late for her read.
    await ingest(
      made('ReadThing', 1, EREN),
      made('ReadThing', 2),
      made('CreateKey', 4),
      made('ReadThing', 10),
      made('CreateKey', 16),
    );

    expect(await evaluate(database.system)).toMatchObject({ opened: 1 });
    expect(await alerted()).toEqual([eventId(4)]);
    expect(await evidenceOf(4)).toEqual({
      type: 'sequence',
      key: [DANA],
      events: [
        { eventId: eventId(2), eventTime: '2026-03-20T12:02:30.000Z' },
        { eventId: eventId(4), eventTime: '2026-03-20T12:04:30.000Z' },
      ],
    });
    expect(await evaluate(database.system)).toMatchObject({ opened: 0, superseded: 0 });
  });
});

describe('an ES|QL rule', () => {
  test('without STATS alerts on each row', async () => {
    await rule(
      'esql',
      'FROM logs-aws.cloudtrail-* METADATA _id | WHERE event.action == "TagThing" | KEEP user.name',
    );
    await ingest(made('TagThing', 1), made('Other', 2), made('TagThing', 3, EREN));

    expect(await evaluate(database.system)).toMatchObject({ opened: 2 });
    expect(await alerted()).toEqual([1, 3].map(eventId));
    expect(await evaluate(database.system)).toMatchObject({ opened: 0, superseded: 0 });
  });

  test('with STATS alerts on each group that its executions find, once for the same latest event', async () => {
    await rule(
      'esql',
      `FROM logs-aws.cloudtrail-* | WHERE event.action == "TagThing"
        | STATS Esql.calls = COUNT(*) BY user.name | WHERE Esql.calls >= 2`,
      'from = "now-10m"',
    );
    // Dana: two by 12:05, seen again at 12:10 without anything new. Eren: one at a time, ten minutes apart.
    await ingest(
      made('TagThing', 1),
      made('TagThing', 2),
      made('TagThing', 6, EREN),
      made('TagThing', 17, EREN),
    );

    expect(await evaluate(database.system)).toMatchObject({ opened: 1 });
    expect(await alerted()).toEqual([eventId(2)]);
    expect(await evidenceOf(2)).toEqual({
      type: 'aggregate',
      columns: [
        { name: 'Esql.calls', values: ['2'] },
        { name: 'user.name', values: ['dana'] },
      ],
      count: 2,
      from: '2026-03-20T12:01:30.000Z',
      to: '2026-03-20T12:02:30.000Z',
      events: [
        { eventId: eventId(2), eventTime: '2026-03-20T12:02:30.000Z' },
        { eventId: eventId(1), eventTime: '2026-03-20T12:01:30.000Z' },
      ],
    });
    expect(await evaluate(database.system)).toMatchObject({ opened: 0, superseded: 0 });
  });
});

test('the catalog runs the rule it was made for, and keeps the others ready', async () => {
  await installCatalog(database.db);

  const rules = await database.db.prisma.rule.findMany();
  expect(rules.length).toBeGreaterThan(25);
  expect(rules.filter(({ enabled }) => enabled).map(({ name }) => name)).toEqual([
    'AWS EC2 User Data Retrieval for EC2 Instance',
  ]);
});
