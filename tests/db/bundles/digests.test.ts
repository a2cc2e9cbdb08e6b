import { gzipSync } from 'node:zlib';
import { beforeEach, describe, expect, test } from 'vitest';
import { addPublicKeys } from '@/lib/bundles/add-public-keys';
import { checkDigests } from '@/lib/bundles/check-digests';
import { listPublicKeys } from '@/lib/bundles/list-public-keys';
import { ingestFiles, testFolder } from '../../support/bundles';
import { testDatabase } from '../../support/database';
import { emptyDatabase } from '../../support/detection';
import { listedKey, makeDigest, trailKey } from '../../support/digests';
import { call, recordsFile } from '../../support/records';

const database = testDatabase();
const folder = testFolder();
const key = trailKey();

const NAME = (hour: number) => `111122223333_CloudTrail_eu-west-1_20230710T${hour}05Z_abcdefgh.json.gz`;
const LOGS = [11, 12, 13].map((hour) => ({
  name: NAME(hour),
  content: recordsFile([call(hour, `2023-07-10T${hour}:00:00Z`)]),
}));
const first = makeDigest(11, LOGS.slice(0, 1), key, null);
const second = makeDigest(12, LOGS.slice(1, 2), key, first);
const third = makeDigest(13, LOGS.slice(2, 3), key, second);
const ALL = [...LOGS, first, second, third];

beforeEach(() => emptyDatabase(database.db));

async function upload(files: ReadonlyArray<{ readonly name: string; readonly content: string }>) {
  const paths = await Promise.all(files.map((file) => folder.write(file.name, gzipSync(file.content))));
  return (await ingestFiles(database.system, ...paths)).bundle.id;
}

function check(id: number) {
  return checkDigests({ ctx: database.analyst, input: { id } });
}

function add(json: unknown) {
  const text = typeof json === 'string' ? json : JSON.stringify(json);
  return addPublicKeys({ ctx: database.analyst, input: { json: text } });
}

test('an upload with its digests is proven as far as its files go, and further with the public key', async () => {
  const id = await upload(ALL);

  expect(await check(id)).toMatchObject({
    status: 'consistent',
    sentence:
      '3 of 3 log files listed are here and unchanged; chain of 3 digests intact; signatures not checked: no public key supplied.',
  });

  await add({ PublicKeyList: [listedKey(key)] });
  expect((await check(id)).signatures).toMatchObject({ verified: 2, invalid: [], withoutSignature: 1 });
});

test('a log file that was changed after its digest is found', async () => {
  const forged = { name: NAME(12), content: recordsFile([call(99, '2023-07-10T12:00:00Z')]) };
  const id = await upload([...ALL.filter(({ name }) => name !== NAME(12)), forged]);
  const verdict = await check(id);

  const member = await database.db.prisma.bundleMember.findFirst({ where: { path: NAME(12) } });
  expect(verdict.status).toBe('contradicted');
  expect(verdict.logFiles.changed).toMatchObject([{ memberId: member?.id }]);
});

test('files that came before, in another bundle, are proven all the same', async () => {
  await upload(ALL);
  const id = await upload(ALL);

  expect(await check(id)).toMatchObject({ status: 'consistent', digests: 3, logFiles: { unchanged: 3 } });
});

test('a digest without its log files says that they were not uploaded', async () => {
  const id = await upload([second]);

  expect(await check(id)).toMatchObject({ status: 'gaps', logFiles: { listed: 1, missingTotal: 1 } });
});

test('a bundle without digests proves nothing; one that does not exist is not found', async () => {
  const id = await upload(LOGS);

  expect(await check(id)).toMatchObject({ status: 'none', digests: 0, logFiles: { uncovered: 3 } });
  await expect(check(id + 1)).rejects.toMatchObject({ code: 'not_found' });
});

describe('public keys', () => {
  test('are kept once, with who added them and an audit row', async () => {
    expect(await add({ PublicKeyList: [listedKey(key), listedKey(key)] })).toEqual({
      added: [key.fingerprint],
      known: [],
    });
    expect(await add({ PublicKeyList: [listedKey(key)] })).toEqual({ added: [], known: [key.fingerprint] });

    expect(await listPublicKeys({ ctx: database.analyst })).toMatchObject([
      {
        fingerprint: key.fingerprint,
        validFrom: '2023-07-01T00:00:00.000Z',
        validTo: '2023-08-01T00:00:00.000Z',
        addedBy: 'Ada Analyst',
      },
    ]);
    expect(await database.db.prisma.auditEntry.findMany()).toMatchObject([
      { action: 'public_key.add', after: { fingerprints: [key.fingerprint] } },
    ]);
  });

  test('come with times as either version of the CLI prints them, or without', async () => {
    const seconds = trailKey();
    const open = trailKey();
    const { ValidityStartTime: _, ValidityEndTime: __, Fingerprint: ___, ...bare } = listedKey(open);
    await add({
      publicKeyList: [
        listedKey(seconds, { ValidityStartTime: 1688169600, ValidityEndTime: '1690848000.0' }),
        bare,
      ],
    });

    const rows = new Map(
      (await listPublicKeys({ ctx: database.analyst })).map((row) => [row.fingerprint, row]),
    );
    expect(rows.get(seconds.fingerprint)).toMatchObject({
      validFrom: '2023-07-01T00:00:00.000Z',
      validTo: '2023-08-01T00:00:00.000Z',
    });
    expect(rows.get(open.fingerprint)).toMatchObject({ validFrom: null, validTo: null });
  });

  test.each([
    ['what is not JSON', 'MIIBCgKCAQEA', /^This is not JSON/],
    ['JSON without keys', { Keys: [] }, /^There is no list of keys/],
    ['an empty list', { PublicKeyList: [] }, /^There is no list of keys/],
    [
      'text that is no base64',
      { PublicKeyList: [listedKey(key, { Value: '<b>' })] },
      /is not an RSA public key/,
    ],
    [
      'bytes that are no key',
      { PublicKeyList: [listedKey(key, { Value: 'AAAA' })] },
      /is not an RSA public key/,
    ],
    [
      'a fingerprint of another key',
      { PublicKeyList: [listedKey(key, { Fingerprint: '47aaa19f7eec22e9bd0b5e58cfade8cb' })] },
      /do not belong together/,
    ],
    [
      'a time that is none',
      { PublicKeyList: [listedKey(key, { ValidityEndTime: 'soon' })] },
      /is no time: soon/,
    ],
  ])('are refused as a whole for %s', async (_, json, message) => {
    await expect(add(json)).rejects.toMatchObject({
      code: 'invalid',
      message: expect.stringMatching(message),
    });
    expect(await listPublicKeys({ ctx: database.analyst })).toEqual([]);
  });
});
