import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { beforeEach, describe, expect, test } from 'vitest';
import { openMember } from '@/lib/bundles/open-member';
import { verifyBundle } from '@/lib/bundles/verify-bundle';
import { verifyMember } from '@/lib/bundles/verify-member';
import { ingestFiles, testFolder } from '../../support/bundles';
import { testDatabase } from '../../support/database';
import { emptyDatabase } from '../../support/detection';
import { call, recordsFile } from '../../support/records';

const database = testDatabase();
const folder = testFolder();
const T = '2026-03-20T12:00:00Z';

beforeEach(() => emptyDatabase(database.db));

async function memberOf(bundleId: number, path: string) {
  return database.db.prisma.bundleMember.findFirstOrThrow({ where: { bundleId, path } });
}

async function bytesOf(bundleId: number, memberId: number): Promise<Buffer> {
  const { stream } = await openMember({ ctx: database.analyst, input: { id: bundleId, memberId } });
  const pieces: Buffer[] = [];
  for await (const piece of stream) pieces.push(piece);
  return Buffer.concat(pieces);
}

/** About 10 MB of text: several segments. */
const LARGE = recordsFile(
  Array.from({ length: 2500 }, (_, n) => call(n, T, { requestParameters: { padding: 'x'.repeat(3600), n } })),
);

describe.each([
  ['a small plain file', 'plain.json', Buffer.from(recordsFile([call(1, T)]))],
  ['a gzip', 'packed.json.gz', gzipSync(recordsFile([call(1, T)]))],
  ['a gzip of another compression', 'fast.json.gz', gzipSync(recordsFile([call(1, T)]), { level: 1 })],
  ['a large file of several segments', 'large.json', Buffer.from(LARGE)],
  ['a gzip too large to be taken whole', 'large.json.gz', gzipSync(LARGE, { level: 0 })],
  ['text in UTF-16', 'wide.json', Buffer.from(`\ufeff${recordsFile([call(1, T)])}`, 'utf16le')],
  [
    'a gzip that breaks off',
    'broken.json.gz',
    gzipSync(recordsFile([call(1, T), call(2, T)])).subarray(0, -20),
  ],
  ['bytes that hold nothing of ours', 'other.json', Buffer.from('{"hello": "world"}')],
])('%s', (_, name, content) => {
  test('comes back byte for byte, and verifies', async () => {
    const { bundle } = await ingestFiles(database.system, await folder.write(name, content));
    const { id: memberId } = await memberOf(bundle.id, name);

    expect((await bytesOf(bundle.id, memberId)).equals(content)).toBe(true);
    expect(await verifyMember({ ctx: database.analyst, input: { id: bundle.id, memberId } })).toEqual({
      memberId,
      path: name,
      verdict: 'intact',
      expectedSha256: createHash('sha256').update(content).digest('hex'),
      sha256: createHash('sha256').update(content).digest('hex'),
      bytes: content.length,
      message: null,
    });
  });
});

test('a file that came again is given back from the evidence of the first', async () => {
  const content = gzipSync(recordsFile([call(1, T)]));
  await ingestFiles(database.system, await folder.write('one.json.gz', content));
  const { bundle } = await ingestFiles(database.system, await folder.write('two.json.gz', content));
  const member = await memberOf(bundle.id, 'two.json.gz');

  expect(member.status).toBe('known');
  expect((await bytesOf(bundle.id, member.id)).equals(content)).toBe(true);
  expect(await verifyBundle({ ctx: database.analyst, input: { id: bundle.id } })).toMatchObject({
    members: 1,
    intact: 1,
    bytes: content.length,
    findings: [],
  });
});

test('only one segment of a large file is in memory at a time', async () => {
  const { bundle } = await ingestFiles(database.system, await folder.write('flow.json', LARGE));
  const { id: memberId } = await memberOf(bundle.id, 'flow.json');
  const { stream } = await openMember({ ctx: database.analyst, input: { id: bundle.id, memberId } });

  const sizes: number[] = [];
  for await (const piece of stream) sizes.push(piece.length);

  expect(sizes.length).toBeGreaterThan(1);
  expect(Math.max(...sizes)).toBeLessThan(6 * 1024 * 1024);
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(Buffer.byteLength(LARGE));
});

describe('evidence that was tampered with', () => {
  async function tampered(sql: string) {
    const { bundle } = await ingestFiles(
      database.system,
      await folder.write('kept.json', recordsFile([call(1, T)])),
      await folder.write('hit.json', recordsFile([call(2, T)])),
    );
    const { id } = await memberOf(bundle.id, 'hit.json');
    await database.db.pool.query(sql, [id]);
    return verifyBundle({ ctx: database.analyst, input: { id: bundle.id } });
  }

  test('differs when bytes were changed', async () => {
    const verification = await tampered(
      `update evidence_segment set data = '\\x7b7d', codec = 'none' where member_id = $1`,
    );

    expect(verification).toMatchObject({ members: 2, intact: 1, differing: 1, unreadable: 0 });
    expect(verification.findings).toMatchObject([{ path: 'hit.json', verdict: 'differs' }]);
  });

  test('differs when it is gone', async () => {
    const verification = await tampered('delete from evidence_segment where member_id = $1');

    expect(verification).toMatchObject({ intact: 1, differing: 1 });
  });

  test('is unreadable when it does not unpack', async () => {
    const verification = await tampered(
      `update evidence_segment set data = '\\x00', codec = 'gzip' where member_id = $1`,
    );

    expect(verification.findings).toMatchObject([{ verdict: 'unreadable', message: expect.any(String) }]);
  });
});

test('a refused file is told to be not kept, with the reason', async () => {
  const { bundle } = await ingestFiles(
    database.system,
    await folder.write('good.json', recordsFile([call(1, T)])),
    await folder.write('notes.txt', 'nothing of ours, in plain words'),
  );
  const { id: memberId } = await memberOf(bundle.id, 'notes.txt');
  const input = { id: bundle.id, memberId };

  await expect(openMember({ ctx: database.analyst, input })).rejects.toMatchObject({ code: 'not_found' });
  expect(await verifyMember({ ctx: database.analyst, input })).toMatchObject({
    verdict: 'not_kept',
    message: 'not CloudTrail: plain text',
  });
  expect(await verifyBundle({ ctx: database.analyst, input })).toMatchObject({ intact: 1, notKept: 1 });
});

test('a file is found under its own bundle only', async () => {
  const one = await ingestFiles(database.system, await folder.write('a.json', recordsFile([call(1, T)])));
  const two = await ingestFiles(database.system, await folder.write('b.json', recordsFile([call(2, T)])));
  const { id: memberId } = await memberOf(one.bundle.id, 'a.json');

  const input = { id: two.bundle.id, memberId };
  await expect(openMember({ ctx: database.analyst, input })).rejects.toMatchObject({ code: 'not_found' });
  await expect(verifyMember({ ctx: database.analyst, input })).rejects.toMatchObject({ code: 'not_found' });
});
