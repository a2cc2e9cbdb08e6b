import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { beforeEach, describe, expect, test } from 'vitest';
import { ingestFiles, testFolder } from '../../support/bundles';
import { testDatabase } from '../../support/database';
import { emptyDatabase } from '../../support/detection';
import { call, eventId, jsonLines, recordsFile } from '../../support/records';
import { storedRecords } from '../../support/stored';
import { tar } from '../../support/tar';
import { zip } from '../../unit/cloudtrail/support';

const database = testDatabase();
const folder = testFolder();
const T = '2026-03-20T12:00:00Z';

beforeEach(() => emptyDatabase(database.db));

async function storedIds(): Promise<string[]> {
  return [...(await storedRecords(database.db)).keys()].sort();
}

function ids(...numbers: number[]): string[] {
  return numbers.map(eventId);
}

describe('a bad record never loses the rest', () => {
  test('among JSON lines it is reported by member and position', async () => {
    const [first, second] = [JSON.stringify(call(1, T)), JSON.stringify(call(2, T))];
    const file = await folder.write('bad-line.jsonl', `${first}\n{"eventID": oops}\n${second}\n`);

    const { bundle, errors } = await ingestFiles(database.system, file);

    expect(bundle).toMatchObject({ inserted: 2, errors: 1, status: 'done' });
    expect(errors).toMatchObject([
      {
        member: 'bad-line.jsonl',
        position: `record 2, byte ${first.length + 1}`,
        reason: expect.stringMatching(/\S/),
      },
    ]);
    expect(await storedIds()).toEqual(ids(1, 2));
  });

  test('inside Records it is reported by member and position', async () => {
    const [first, second] = [JSON.stringify(call(1, T)), JSON.stringify(call(2, T))];
    const head = '{"Records":[';
    const file = await folder.write('bad-record.json', `${head}${first},{"eventID":"x" "y"},${second}]}`);

    const { bundle, errors } = await ingestFiles(database.system, file);

    expect(bundle).toMatchObject({ inserted: 2, errors: 1 });
    expect(errors).toMatchObject([
      { member: 'bad-record.json', position: `record 2, byte ${head.length + first.length + 1}` },
    ]);
    expect(await storedIds()).toEqual(ids(1, 2));
  });

  test('a record without a usable time is an error, one that is no CloudTrail is skipped and counted by reason', async () => {
    const timeless = { ...call(9, T), eventTime: 'yesterday' };
    const lines = jsonLines([call(1, T), timeless, { hello: 'world' }, { hello: 'again' }, call(2, T)]);

    const { bundle, errors, skipped } = await ingestFiles(
      database.system,
      await folder.write('mixed.jsonl', lines),
    );

    expect(bundle).toMatchObject({ records: 5, inserted: 2, skipped: 2, errors: 1 });
    expect(errors).toMatchObject([{ reason: 'eventTime "yesterday" is not a time' }]);
    expect(skipped).toEqual([{ member: 'mixed.jsonl', reason: 'not a CloudTrail record', count: 2 }]);
  });

  test('of very many errors the first are listed and the rest are counted', async () => {
    const timeless = Array.from({ length: 250 }, (_, n) => ({ ...call(n, T), eventTime: 'never' }));

    const { bundle, errors } = await ingestFiles(
      database.system,
      await folder.write('many-errors.jsonl', jsonLines([...timeless, call(999, T)])),
    );

    expect(bundle).toMatchObject({ inserted: 1, errors: 250 });
    expect(errors).toHaveLength(201);
    expect(errors.reduce((sum, { count }) => sum + count, 0)).toBe(250);
  });
});

describe('a bad member never loses the rest', () => {
  test('a truncated gzip keeps the records before the break and says so', async () => {
    // Random agents do not compress away, so that the break falls in the middle of the records.
    const records = Array.from({ length: 400 }, (_, n) =>
      call(n, T, { userAgent: Buffer.from(String(Math.sin(n))).toString('base64') }),
    );
    const whole = gzipSync(recordsFile(records));
    const broken = await folder.write(
      'truncated/broken.json.gz',
      whole.subarray(0, Math.floor(whole.length / 2)),
    );
    const intact = await folder.write('truncated/intact.json.gz', gzipSync(recordsFile([call(1000, T)])));

    const { bundle, errors } = await ingestFiles(database.system, broken, intact);

    expect(bundle.status).toBe('done');
    expect(bundle.inserted).toBeGreaterThan(50);
    expect(bundle.inserted).toBeLessThan(400);
    expect(errors.map(({ member }) => member)).toContain('broken.json.gz');
    expect(errors.map(({ reason }) => reason).join()).toContain('breaks off');
    expect(await storedIds()).toContain(eventId(1000));
    expect(await storedIds()).toEqual(ids(...Array.from({ length: bundle.inserted - 1 }, (_, n) => n), 1000));
  });

  test('a zip with a damaged member and an encrypted one gives the others', async () => {
    const archive = zip([
      { name: 'first.json', content: Buffer.from(recordsFile([call(1, T)])) },
      {
        name: 'damaged.json',
        content: Buffer.from(recordsFile([call(2, T)])),
        damage: (bytes) => bytes.fill(0xff, 5, 20),
      },
      { name: 'secret.json', content: Buffer.from('x'), flags: 1 },
      { name: 'last.json.gz', content: gzipSync(recordsFile([call(3, T)])) },
    ]);

    const { bundle, errors } = await ingestFiles(
      database.system,
      await folder.write('some-bad.zip', archive),
    );

    expect(await storedIds()).toEqual(expect.arrayContaining(ids(1, 3)));
    expect(bundle.status).toBe('done');
    expect([...new Set(errors.map(({ member }) => member))]).toEqual([
      'some-bad.zip/damaged.json',
      'some-bad.zip/secret.json',
    ]);
    expect(errors.find(({ member }) => member.endsWith('secret.json'))?.reason).toBe('encrypted');
  });

  test('what is no CloudTrail at all is skipped with its reason, and an empty bundle ends well', async () => {
    const picture = await folder.write(
      'others/picture.png',
      Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'),
    );
    const empty = await folder.write('others/empty.json', '');
    const prose = await folder.write('others/readme.md', '# Notes\nNothing here.\n');

    const { bundle, skipped } = await ingestFiles(database.system, picture, empty, prose);

    expect(bundle).toMatchObject({ status: 'done', records: 0, inserted: 0, errors: 0 });
    expect(skipped.map(({ member }) => member).sort()).toEqual(['empty.json', 'picture.png', 'readme.md']);
  });
});

describe('containers', () => {
  test('plain, gzip, zip, tar, tar.gz and folders in folders are all read, whatever they are called', async () => {
    const file = (n: number) => recordsFile([call(n, T)]);
    await folder.write('all/a/plain.log', file(1));
    await folder.write('all/a/b/deep.json.gz', gzipSync(file(2)));
    await folder.write('all/zipped.bin', zip([{ name: 'x/y.json', content: Buffer.from(file(3)) }]));
    await folder.write('all/archive.tar', await tar([['one.json', file(4)]]));
    const inner = zip([{ name: 'inner.json', content: gzipSync(file(5)) }]);
    await folder.write(
      'all/archive.tgz',
      gzipSync(
        await tar([
          ['nested.zip', inner],
          ['two.json', file(6)],
        ]),
      ),
    );

    const { bundle } = await ingestFiles(database.system, path.join(folder.path, 'all'));

    expect(bundle).toMatchObject({ members: 6, records: 6, inserted: 6, errors: 0 });
    expect(await storedIds()).toEqual(ids(1, 2, 3, 4, 5, 6));
    const members = await database.db.prisma.bundleMember.findMany({ orderBy: { path: 'asc' } });
    expect(members.map((member) => member.path)).toEqual([
      'a/b/deep.json.gz',
      'a/plain.log',
      'archive.tar/one.json',
      'archive.tgz/nested.zip/inner.json',
      'archive.tgz/two.json',
      'zipped.bin/x/y.json',
    ]);
    expect(members.every((member) => /^[0-9a-f]{64}$/.test(member.sha256 ?? ''))).toBe(true);
  });

  test('members of one name in one archive are both read', async () => {
    const archive = await tar([
      ['same.json', recordsFile([call(1, T)])],
      ['same.json', recordsFile([call(2, T)])],
    ]);

    const { bundle } = await ingestFiles(database.system, await folder.write('twice.tar', archive));

    expect(bundle).toMatchObject({ members: 2, inserted: 2 });
  });

  test('two files of one name from different folders are both read', async () => {
    const one = await folder.write('left/same.json', recordsFile([call(1, T)]));
    const other = await folder.write('right/same.json', recordsFile([call(2, T)]));

    const { bundle } = await ingestFiles(database.system, one, other);

    expect(bundle).toMatchObject({ members: 2, inserted: 2 });
  });

  test('two folders of one name are both read', async () => {
    await folder.write('east/logs/same.json', recordsFile([call(1, T)]));
    await folder.write('west/logs/same.json', recordsFile([call(2, T)]));

    const { bundle } = await ingestFiles(
      database.system,
      path.join(folder.path, 'east/logs'),
      path.join(folder.path, 'west/logs'),
    );

    expect(bundle).toMatchObject({ members: 2, inserted: 2 });
  });

  test('a path that does not exist is refused with its name, and an empty folder too', async () => {
    await expect(ingestFiles(database.system, '/no/such/file.json')).rejects.toThrow(
      'There is no file or folder /no/such/file.json.',
    );
    await folder.write('hollow/inside/.keep', '');
    const { bundle } = await ingestFiles(database.system, path.join(folder.path, 'hollow'));
    expect(bundle).toMatchObject({ records: 0, status: 'done' });
  });
});

test('a member of many megabytes without a single record lies in evidence in parts, not in memory', async () => {
  const content = Buffer.from(`{"pad":"${'a'.repeat(40 * 1024 * 1024)}"}`);
  const file = await folder.write('padding.json', content);

  const { bundle } = await ingestFiles(database.system, file);

  expect(bundle).toMatchObject({ inserted: 0, status: 'done' });
  const { rows } = await database.db.pool.query<{ parts: number; bytes: number; longest: number }>(
    'select count(*) as parts, sum(length)::bigint as bytes, max(length) as longest from evidence_segment',
  );
  expect(rows[0]?.bytes).toBe(content.length);
  expect(rows[0]?.longest).toBeLessThan(20 * 1024 * 1024);
});
