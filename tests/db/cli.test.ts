import { beforeAll, describe, expect, test } from 'vitest';
import { DATA_DIR, testFolder } from '../support/bundles';
import { type CliRun, runCli } from '../support/cli';
import { testDatabase } from '../support/database';
import { USER_DATA_RULE } from '../support/detection';
import { BATCH, call, DANA, eventId, recordsFile, userDataRead, WEB } from '../support/records';

const database = testDatabase();
const folder = testFolder();

function trailhound(...args: string[]): Promise<CliRun> {
  return runCli(args, { databaseUrl: database.db.url, dataDir: DATA_DIR, cwd: folder.path });
}

/** What a command printed, which must be one JSON value and nothing else. */
async function json<T = unknown>(...args: string[]): Promise<T> {
  const { code, stdout, stderr } = await trailhound(...args);
  expect({ code, stderr }).toMatchObject({ code: 0 });
  return JSON.parse(stdout) as T;
}

const keysOf = (value: unknown) => Object.keys(value as object).sort();

let ingested: unknown;

beforeAll(async () => {
  await folder.write(
    'logs/reads.json',
    recordsFile([
      call(1, '2026-03-20T11:00:00Z'),
      userDataRead(2, '2026-03-20T12:00:00Z'),
      userDataRead(3, '2026-03-20T13:00:00Z', { instance: BATCH }),
      userDataRead(2, '2026-03-20T12:00:00Z'),
    ]),
  );
  await folder.write(
    'logs/broken.jsonl',
    `{"eventID": oops}\n{"hello":"world"}\n${JSON.stringify(call(4, '2026-03-20T14:00:00Z'))}\n`,
  );
  ingested = await json('ingest', 'logs', '--json');
});

describe('with --json, one value on stdout', () => {
  test('ingest reports what it read, from where the person stands', () => {
    expect(ingested).toEqual({
      bundleId: 1,
      members: 2,
      records: 7,
      inserted: 4,
      duplicates: 1,
      conflicts: 0,
      skipped: [{ member: 'broken.jsonl', reason: 'not a CloudTrail record', count: 1 }],
      errors: [{ member: 'broken.jsonl', position: 'record 1, byte 0', reason: expect.any(String) }],
      alerts: { opened: 2, superseded: 0, capped: 0 },
      seconds: expect.any(Number),
    });
  });

  test('alerts lists them, oldest event first', async () => {
    const alerts = await json<Array<Record<string, unknown>>>('alerts', '--json');

    expect(alerts).toMatchObject([
      {
        ruleName: USER_DATA_RULE,
        severity: 'medium',
        riskScore: 47,
        status: 'open',
        reason: expect.stringContaining(WEB),
        eventId: eventId(2),
        eventTime: '2026-03-20T12:00:00.000Z',
        newTerms: [
          { field: 'aws.cloudtrail.user_identity.arn', value: DANA },
          { field: 'aws.cloudtrail.flattened.request_parameters.instanceId', value: WEB },
        ],
        history: { spanHours: 1, coldStart: true, events: 1 },
        supersededBy: null,
      },
      { eventId: eventId(3) },
    ]);
    expect(keysOf(alerts[0])).toEqual(
      expect.arrayContaining(['id', 'ruleId', 'ruleName', 'severity', 'riskScore', 'status', 'reason']),
    );
    expect(await json('alerts', '--status', 'closed', '--rule', 'no-such-rule', '--json')).toEqual([]);
  });

  test('alert prints one whole: event, record, guide and related activity', async () => {
    const [row] = await json<Array<{ id: string }>>('alerts', '--json');
    const alert = await json<Record<string, unknown> & { guide: { steps: unknown[] } }>(
      'alert',
      row?.id ?? '',
      '--json',
    );

    expect(alert).toMatchObject({
      id: row?.id,
      event: { event: { id: eventId(2), action: 'DescribeInstanceAttribute' } },
      raw: JSON.stringify(userDataRead(2, '2026-03-20T12:00:00Z')),
      related: { principal: { value: DANA, events: 4 }, instance: { value: WEB, events: 1 } },
    });
    expect(alert.guide.steps.length).toBeGreaterThan(8);
    for (const step of alert.guide.steps) {
      expect(keysOf(step)).toEqual(expect.arrayContaining(['finding', 'id', 'state', 'title', 'values']));
    }
  });

  test('search finds events in a range, up to a limit', async () => {
    const all = await json<{ total: number; events: Array<{ eventId: string }> }>(
      ...['search', 'event.action: DescribeInstanceAttribute', '--json'],
    );
    const limited = await json<{ total: number; events: unknown[] }>(
      ...[
        'search',
        '',
        '--from',
        '2026-03-20T12:00:00Z',
        '--to',
        '2026-03-20T14:00:00Z',
        '--limit',
        '1',
        '--json',
      ],
    );

    expect(all.total).toBe(2);
    expect(all.events.map((event) => event.eventId)).toEqual([eventId(3), eventId(2)]);
    expect(limited.total).toBe(2);
    expect(limited.events).toHaveLength(1);
  });

  test('evaluate tells what each rule did', async () => {
    const outcomes = await json<unknown[]>('evaluate', '--json');

    expect(outcomes).toEqual([
      {
        ruleId: expect.any(String),
        status: 'succeeded',
        matched: 2,
        opened: 0,
        superseded: 0,
        capped: 0,
        seconds: expect.any(Number),
        notEvaluable: 0,
      },
    ]);
  });

  test('rules list and bundles show what there is', async () => {
    const rules = await json<Array<{ enabled: boolean; alerts: number }>>('rules', 'list', '--json');
    expect(rules.filter(({ enabled }) => enabled)).toMatchObject([
      { name: USER_DATA_RULE, type: 'new_terms', severity: 'medium', alerts: 2, openAlerts: 2 },
    ]);
    // The rest of the catalog waits to be enabled.
    expect(rules.filter(({ alerts }) => alerts > 0)).toHaveLength(1);
    expect(await json('bundles', '--json')).toMatchObject([
      { id: 1, name: 'logs', origin: 'cli', status: 'done', records: 7, inserted: 4 },
    ]);
  });

  test('ecs prints one document a line, complains on stderr and touches no database', async () => {
    const run = await runCli(['ecs', 'logs'], { cwd: folder.path, dataDir: DATA_DIR });
    const lines = run.stdout.trimEnd().split('\n');

    const documents = lines.map((line) => JSON.parse(line) as { event?: { id?: string } });

    expect(documents.map((document) => document.event?.id).filter((id) => id !== undefined)).toEqual([
      eventId(4),
      ...[1, 2, 3, 2].map(eventId),
    ]);
    expect(run.stderr).toContain('broken.jsonl, record 1, byte 0');
    expect(run.code).toBe(1);
  });
});

test('a disabled rule is not evaluated', async () => {
  const { id } = await database.db.prisma.rule.findFirstOrThrow({ where: { enabled: true } });

  expect((await trailhound('rules', 'disable', id)).code).toBe(0);

  expect(await json('evaluate', '--json')).toEqual([]);
});

describe('what went wrong is one sentence on stderr, and an exit code', () => {
  test.each([
    [
      'a path that does not exist',
      ['ingest', 'no/such/file.json', '--json'],
      1,
      'There is no file or folder',
    ],
    ['a query with a mistake', ['search', 'event.action:: x', '--json'], 1, 'trailhound: '],
    ['an alert id that is none', ['alert', 'nonsense'], 1, 'There is no alert nonsense.'],
    ['a rule that does not exist', ['rules', 'enable', 'nothing'], 1, 'There is no rule nothing.'],
    ['an option that does not exist', ['ingest', 'logs', '--jsn'], 2, 'unknown option'],
  ])('%s', async (_, args, code, sentence) => {
    const run = await trailhound(...args);

    expect(run).toMatchObject({ code, stdout: '' });
    expect(run.stderr).toContain(sentence);
    expect(run.stderr).not.toMatch(/^\s+at /m);
  });

  test('a missing path leaves a bundle that says why it failed, and none that waits', async () => {
    const bundles = await database.db.prisma.bundle.findMany({ where: { status: { not: 'done' } } });

    expect(bundles).toMatchObject([
      { status: 'failed', message: expect.stringContaining('There is no file or folder') },
    ]);
  });
});
