import { gzipSync } from 'node:zlib';
import { beforeEach, describe, expect, test } from 'vitest';
import { ingestFiles, testFolder } from '../../support/bundles';
import { testDatabase } from '../../support/database';
import { emptyDatabase } from '../../support/detection';
import { call, eventId, jsonLines, recordsFile } from '../../support/records';
import { storedRecords } from '../../support/stored';

const database = testDatabase();
const folder = testFolder();
const T = '2026-03-20T12:00:00Z';

beforeEach(() => emptyDatabase(database.db));

function members() {
  return database.db.prisma.bundleMember.findMany({ orderBy: [{ bundleId: 'asc' }, { path: 'asc' }] });
}

describe('a file whose bytes were read before', () => {
  test('is not read again, and counts for what it holds', async () => {
    const bytes = gzipSync(recordsFile([call(1, T), call(2, '2026-03-20T13:30:00Z')]));
    await ingestFiles(database.system, await folder.write('first/trail.json.gz', bytes));
    const { bundle } = await ingestFiles(
      database.system,
      await folder.write('second/other-name.json.gz', bytes),
    );

    expect(bundle).toMatchObject({
      status: 'done',
      members: 1,
      records: 2,
      inserted: 0,
      duplicates: 2,
      firstEvent: '2026-03-20T12:00:00.000Z',
      lastEvent: '2026-03-20T13:30:00.000Z',
    });
    const [original, known] = await members();
    expect(known).toMatchObject({
      status: 'known',
      sameAs: original?.id,
      envelope: 'records',
      sha256: original?.sha256,
      records: 2n,
    });
    expect(await database.db.prisma.evidenceSegment.count({ where: { memberId: known?.id ?? 0 } })).toBe(0);
    const hours = await database.db.prisma.activityHour.findMany({
      where: { bundleId: bundle.id },
      orderBy: { hour: 'asc' },
    });
    expect(hours.map(({ records, events }) => [records, events])).toEqual([
      [1n, 0n],
      [1n, 0n],
    ]);
  });

  test('twice in one bundle is read once', async () => {
    const text = jsonLines([call(1, T)]);
    const { bundle } = await ingestFiles(
      database.system,
      await folder.write('twice/a.jsonl', text),
      await folder.write('twice/b.jsonl', text),
    );

    expect(bundle).toMatchObject({ members: 2, records: 2, inserted: 1, duplicates: 1 });
    expect((await members()).map(({ status }) => status).sort()).toEqual(['done', 'known']);
  });

  test('is known also when it is damaged', async () => {
    const whole = gzipSync(
      jsonLines(Array.from({ length: 300 }, (_, n) => call(n, T, { userAgent: `${Math.sin(n)}` }))),
    );
    // Its checksum is wrong, so that it cannot be unpacked in one go, but its records can all be read.
    const broken = Buffer.from(whole);
    broken[whole.length - 8] = (whole[whole.length - 8] ?? 0) ^ 0xff;
    const { bundle, errors } = await ingestFiles(
      database.system,
      await folder.write('broken/a.jsonl.gz', broken),
      await folder.write('broken/b.jsonl.gz', broken),
    );

    const [original, known] = await members();
    expect(original).toMatchObject({ status: 'done' });
    expect(original?.records).toBe(300n);
    expect(known).toMatchObject({ status: 'known', sameAs: original?.id, records: original?.records });
    expect(bundle).toMatchObject({
      status: 'done',
      inserted: Number(original?.inserted),
      members: 2,
      errors: 2,
    });
    // Each is told by its own name.
    expect(errors.map(({ member }) => member)).toEqual(['a.jsonl.gz', 'b.jsonl.gz']);
  });

  test('is told by its bytes, not by its name or size', async () => {
    const [one, other] = [jsonLines([call(1, T)]), jsonLines([call(2, T)])];
    expect(one.length).toBe(other.length);
    await ingestFiles(database.system, await folder.write('same/name.jsonl', one));
    const { bundle } = await ingestFiles(database.system, await folder.write('same/name.jsonl', other));

    expect(bundle).toMatchObject({ inserted: 1, duplicates: 0 });
  });
});

describe('the same event in another form', () => {
  const record = call(1, T, { requestParameters: { b: 1, a: { deep: [1, 2] } } });

  test.each([
    ['with other white space', JSON.stringify(record, null, 2)],
    ['with its keys in another order', JSON.stringify(Object.fromEntries(Object.entries(record).reverse()))],
    [
      'inside an EventBridge message',
      JSON.stringify({
        id: 'x',
        'detail-type': 'AWS API Call via CloudTrail',
        source: 'aws.ec2',
        detail: record,
      }),
    ],
    [
      'as lookup-events returns it',
      JSON.stringify({ Events: [{ EventId: record.eventID, CloudTrailEvent: JSON.stringify(record) }] }),
    ],
  ])('%s is a duplicate, not a conflict', async (name, text) => {
    await ingestFiles(database.system, await folder.write('original.json', recordsFile([record])));
    const { bundle } = await ingestFiles(database.system, await folder.write(`${name}.json`, text));

    expect(bundle).toMatchObject({ records: 1, inserted: 0, duplicates: 1, conflicts: 0 });
  });

  test('with one value changed is a conflict in any form', async () => {
    await ingestFiles(database.system, await folder.write('original.json', recordsFile([record])));
    const changed = { ...record, requestParameters: { b: 1, a: { deep: [2, 1] } } };
    const { bundle } = await ingestFiles(
      database.system,
      await folder.write('changed.json', JSON.stringify(changed, null, 2)),
    );

    expect(bundle).toMatchObject({ inserted: 0, duplicates: 0, conflicts: 1 });
  });
});

describe('an event of a form that leaves things out', () => {
  const csv =
    'User name,AWS access key,Event time,Event source,Event name,AWS region,Source IP address,User agent,Error code,' +
    'Resources,Request ID,Event ID,Read-only,Event type,Recipient Account Id,Event category\n' +
    `ada,AKIAEXAMPLE,${T},ec2.amazonaws.com,DescribeInstances,eu-west-1,203.0.113.7,aws-cli/2.1,,,r-1,${eventId(1)},true,AwsApiCall,111122223333,Management\n`;
  const whole = call(1, T, { userIdentity: { arn: 'arn:aws:iam::111122223333:user/ada' } });

  async function arnOf(): Promise<string | null | undefined> {
    return (await database.db.prisma.event.findFirst({ select: { userIdentityArn: true } }))?.userIdentityArn;
  }

  test('gives way to the whole record, whenever that comes', async () => {
    const lossy = await ingestFiles(database.system, await folder.write('history.csv', csv));
    expect(lossy.bundle).toMatchObject({ inserted: 1 });
    expect(await arnOf()).toBeNull();

    const { bundle } = await ingestFiles(
      database.system,
      await folder.write('whole.json', recordsFile([whole])),
    );

    expect(bundle).toMatchObject({ inserted: 1, duplicates: 0, conflicts: 0 });
    expect(await arnOf()).toBe('arn:aws:iam::111122223333:user/ada');
    expect((await storedRecords(database.db)).get(eventId(1))).toBe(JSON.stringify(whole));
    const [first] = await database.db.prisma.bundle.findMany({ orderBy: { id: 'asc' } });
    expect(first).toMatchObject({ inserted: 0n, duplicates: 1n });
    const hours = await database.db.prisma.activityHour.findMany({ orderBy: { bundleId: 'asc' } });
    expect(hours.map(({ records, events }) => [records, events])).toEqual([
      [1n, 0n],
      [1n, 1n],
    ]);
  });

  test('adds nothing where the whole record is', async () => {
    await ingestFiles(database.system, await folder.write('whole.json', recordsFile([whole])));
    const { bundle } = await ingestFiles(database.system, await folder.write('history.csv', csv));

    expect(bundle).toMatchObject({ inserted: 0, duplicates: 1, conflicts: 0 });
    expect(await arnOf()).toBe('arn:aws:iam::111122223333:user/ada');
  });

  test('says which fields it lacks', async () => {
    await ingestFiles(database.system, await folder.write('history.csv', csv));

    const event = await database.db.prisma.event.findFirstOrThrow({ select: { lacks: true } });
    expect(event.lacks).toContain('aws.cloudtrail.user_identity.arn');
    expect(event.lacks).toContain('aws.cloudtrail.request_parameters');
    expect(event.lacks).not.toContain('event.action');
  });
});
