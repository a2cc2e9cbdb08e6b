import { createHash } from 'node:crypto';
import { createReadStream, existsSync, mkdtempSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { buffer } from 'node:stream/consumers';
import { gzipSync } from 'node:zlib';
import { pack } from 'tar-stream';
import { describe, expect, it } from 'vitest';
import {
  DEFAULT_EXPANSION_LIMITS,
  type MemberOptions,
  openMembers,
  readRecords,
} from '../../../lib/cloudtrail';
import { openAll, record, withFile, type ZipFile, zip } from './support';

const ONE = Buffer.from(JSON.stringify({ Records: [record(1)] }));
const TWO = Buffer.from(JSON.stringify([record(2), record(3)]));
const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');

function tar(files: ReadonlyArray<readonly [name: string, content: Buffer]>): Promise<Buffer> {
  const archive = pack();
  for (const [name, content] of files) archive.entry({ name }, content);
  archive.finalize();
  return buffer(archive);
}

/** Opens content under a name: what is inside, as [path, text], and what was refused, as [kind, path, reason]. */
async function open(name: string, content: Buffer, options: MemberOptions & { isStreamed?: boolean } = {}) {
  return withFile(name, content, async (file) => {
    const { members, refusals } = await openAll(file, options);
    return {
      members,
      inside: members.map(({ path, content }) => [path, content.toString()]),
      refused: refusals.map(({ kind, path, reason }) => [kind, path, reason]),
      failures: members.map(({ failure }) => failure),
    };
  });
}

describe('containers', () => {
  it('takes a bare file as it is', async () => {
    const { inside, refused, members } = await open('a.json', ONE);
    expect(inside).toEqual([['a.json', ONE.toString()]]);
    expect(refused).toEqual([]);
    const plain = { sha256: sha256(ONE), bytes: ONE.length };
    expect(members[0]?.member.summary()).toEqual({
      ...plain,
      contentSha256: plain.sha256,
      contentBytes: plain.bytes,
    });
  });

  it('decides by content, not by name', async () => {
    expect((await open('a.txt', gzipSync(ONE))).inside).toEqual([['a.txt', ONE.toString()]]);
    expect((await open('a.json.gz', ONE)).inside).toEqual([['a.json.gz', ONE.toString()]]);
    expect((await open('a.gz', zip([{ name: 'b', content: ONE }]))).inside).toEqual([
      ['a.gz/b', ONE.toString()],
    ]);
  });

  it('hashes gzip as it came and what is in it', async () => {
    const packed = gzipSync(ONE);
    const { members } = await open('a.json.gz', packed);
    expect(members[0]?.member.summary()).toEqual({
      sha256: sha256(packed),
      bytes: packed.length,
      contentSha256: sha256(ONE),
      contentBytes: ONE.length,
    });
  });

  it('opens zip, tar, tar.gz and gzip in each other', async () => {
    const spoolFolder = mkdtempSync(path.join(tmpdir(), 'trailhound-test-'));
    const files = [
      ['AWSLogs/1/a.json.gz', gzipSync(ONE)],
      ['b.json', TWO],
    ] as const;
    const expected = (root: string) => [
      [`${root}/AWSLogs/1/a.json.gz`, ONE.toString()],
      [`${root}/b.json`, TWO.toString()],
    ];
    const zipped = zip(files.map(([name, content], index) => ({ name, content, isStored: index === 0 })));
    const tarred = await tar(files);
    expect((await open('x.zip', zipped)).inside).toEqual(expected('x.zip'));
    expect((await open('x.zip', zipped, { isStreamed: true })).inside).toEqual(expected('x.zip'));
    expect((await open('x.tar', tarred)).inside).toEqual(expected('x.tar'));
    expect((await open('x.tar.gz', gzipSync(tarred))).inside).toEqual(expected('x.tar.gz'));
    const nested = zip([{ name: 'x.tar.gz', content: gzipSync(tarred) }]);
    expect((await open('y.zip', nested)).inside).toEqual(expected('y.zip/x.tar.gz'));
    const spooled = await tar([
      ['x.zip', zipped],
      ['c.json', ONE],
    ]);
    expect((await open('y.tar', spooled, { spoolFolder })).inside).toEqual([
      ...expected('y.tar/x.zip'),
      ['y.tar/c.json', ONE.toString()],
    ]);
    expect(readdirSync(spoolFolder)).toEqual([]);
  });

  it('reads several gzip members in a row, large members and long tar names', async () => {
    const large = Buffer.from(JSON.stringify(Array.from({ length: 60_000 }, (_, id) => record(id))));
    expect((await open('a.gz', Buffer.concat([gzipSync(ONE), gzipSync(TWO)]))).members[0]?.content).toEqual(
      Buffer.concat([ONE, TWO]),
    );
    expect((await open('a.gz', gzipSync(large, { level: 0 }))).members[0]?.content.equals(large)).toBe(true);
    expect(
      (await open('a.zip', zip([{ name: 'l', content: large }]))).members[0]?.content.equals(large),
    ).toBe(true);
    const long = `${'folder/'.repeat(60)}é.json`;
    expect((await open('a.tar', await tar([[long, ONE]]))).inside).toEqual([
      [`a.tar/${long}`, ONE.toString()],
    ]);
  });

  it('takes tables and exported log lines for what they are, and knows what is left beside them', async () => {
    const table = Buffer.from(
      `eventID,eventTime,eventName,userAgent\ne1,2024-03-01T10:00:00Z,${'X'.repeat(300)},a\0b\n`,
    );
    const lines = Buffer.from('2024-03-01T10:00:00.000Z {"eventVersion":"1.08"}\n');
    expect((await open('x.csv', table)).inside).toEqual([['x.csv', table.toString()]]);
    expect((await open('000000.gz', gzipSync(lines))).inside).toEqual([['000000.gz', lines.toString()]]);
    expect((await open('aws-logs-write-test', Buffer.from('Permission Check Successful'))).refused).toEqual([
      ['skipped', 'aws-logs-write-test', 'not CloudTrail: the write test of a CloudWatch Logs export'],
    ]);
  });

  it('reads UTF-16, as PowerShell writes it', async () => {
    const text = `\ufeff${ONE}`;
    const little = Buffer.from(text, 'utf16le');
    const { inside, members } = await open('a.json', little);
    expect(inside).toEqual([['a.json', ONE.toString()]]);
    expect(members[0]?.member.summary()).toMatchObject({
      sha256: sha256(little),
      contentSha256: sha256(ONE),
    });
    expect((await open('a.json', Buffer.from(little).swap16())).inside).toEqual(inside);
  });

  it('says what it leaves out', async () => {
    const files: ZipFile[] = [
      { name: '.DS_Store', content: Buffer.from('x') },
      { name: '__MACOSX/._a.json', content: ONE },
      { name: 'README.md', content: Buffer.from('# Read me\n') },
      { name: 'empty.json', content: Buffer.alloc(0) },
      { name: 'a.parquet', content: Buffer.from('PAR1\0\0\0') },
      { name: 'b.bin', content: Buffer.from('\x01\x00\x02') },
      { name: 'folder/', content: Buffer.alloc(0) },
      { name: 'a.json', content: ONE },
    ];
    const { inside, refused } = await open('x.zip', zip(files));
    expect(inside).toEqual([['x.zip/a.json', ONE.toString()]]);
    expect(refused).toEqual([
      ['skipped', 'x.zip/.DS_Store', 'left behind by an operating system'],
      ['skipped', 'x.zip/__MACOSX/._a.json', 'left behind by an operating system'],
      ['skipped', 'x.zip/README.md', 'not CloudTrail: plain text'],
      ['skipped', 'x.zip/empty.json', 'empty'],
      ['skipped', 'x.zip/a.parquet', expect.stringMatching(/^not CloudTrail: a Parquet file: export the /)],
      ['skipped', 'x.zip/b.bin', 'not CloudTrail: a binary file'],
    ]);
  });

  it('passes over members that are done', async () => {
    const content = zip([
      { name: 'a.json', content: ONE },
      { name: 'b.json', content: TWO },
    ]);
    const { inside } = await open('x.zip', content, { isDone: (path) => path === 'x.zip/a.json' });
    expect(inside).toEqual([['x.zip/b.json', TWO.toString()]]);
  });
});

describe('hostile archives', () => {
  it('takes names for labels only', async () => {
    const names = ['../../etc/passwd', '/abs.json', 'C:\\x\\y.json', 'a\n\u202eb.json', '..', 'same', 'same'];
    const expected = [
      'etc/passwd',
      'abs.json',
      'x/y.json',
      'a\\u{a}\\u{202e}b.json',
      '(no name)',
      'same',
      'same (2)',
    ];
    const files = names.map((name) => [name, ONE] as const);
    const zipped = await open('x.zip', zip(files.map(([name, content]) => ({ name, content }))));
    expect(zipped.inside.map(([path]) => path)).toEqual(expected.map((name) => `x.zip/${name}`));
    const tarred = await open('x.tar', await tar(files.filter(([name]) => name !== '..')));
    expect(tarred.inside.map(([path]) => path)).toEqual(
      expected.filter((name) => name !== '(no name)').map((name) => `x.tar/${name}`),
    );
    expect(existsSync('/etc/passwd.json')).toBe(false);
  });

  it('keeps what a truncated gzip still holds, for records too', async () => {
    const many = Buffer.from(
      JSON.stringify({ Records: Array.from({ length: 20_000 }, (_, id) => record(id)) }),
    );
    const packed = gzipSync(many);
    for (const cut of [packed.length - 1, packed.length - 8, packed.length >> 1]) {
      const { members } = await open('a.gz', packed.subarray(0, cut));
      const [member] = members;
      expect(member?.failure).toContain('the compressed data breaks off');
      expect(member?.member.summary()).toMatchObject({ sha256: sha256(packed.subarray(0, cut)), bytes: cut });
      expect(many.subarray(0, member?.content.length).equals(member?.content ?? many)).toBe(true);
      expect(member?.content.length).toBeGreaterThan(many.length * 0.4);
    }
    async function* broken() {
      yield many.subarray(0, 1_000_000);
      throw new Error('the compressed data breaks off');
    }
    const items = [];
    for await (const item of readRecords(broken())) items.push(item);
    expect(items.length).toBeGreaterThan(3000);
    expect(items.at(-1)).toMatchObject({
      kind: 'problem',
      reason: 'truncated: the compressed data breaks off; the data ends inside this record',
    });
  });

  it('reports a bad member and reads the rest', async () => {
    const files: ZipFile[] = [
      {
        name: 'a.json',
        content: ONE,
        damage: (data) => Buffer.concat([data.subarray(0, -9), Buffer.alloc(9, 0xff)]),
      },
      { name: 'b.json', content: ONE, flags: 1 },
      { name: 'c.json', content: ONE, method: 99 },
      {
        name: 'd.json',
        content: ONE,
        isStored: true,
        damage: (data) => Buffer.from(data.toString().replace('u1', 'u9')),
      },
      { name: 'e.json.gz', content: Buffer.from([0x1f, 0x8b, 8, 0, 1, 2, 3]) },
      { name: 'f.json', content: TWO },
    ];
    const { inside, refused, failures } = await open('x.zip', zip(files));
    expect(inside.at(-1)).toEqual(['x.zip/f.json', TWO.toString()]);
    expect(refused).toEqual(
      expect.arrayContaining([
        ['failed', 'x.zip/b.json', 'encrypted'],
        ['failed', 'x.zip/c.json', 'compressed by an unknown method (99)'],
        ['failed', 'x.zip/e.json.gz', expect.stringMatching(/^the compressed data (is damaged|breaks off)/)],
      ]),
    );
    const reports = [...refused.map((row) => row.join(' ')), ...failures.map(String)].join('\n');
    expect(reports).toContain('the checksum of the zip entry does not match');
    expect(reports).toMatch(/the compressed data (is damaged|breaks off)/);
  });

  it('reads a truncated tar up to the cut, and names an unreadable zip', async () => {
    const tarred = await tar([
      ['a.json', ONE],
      ['b.json', TWO],
    ]);
    const cut = await open('x.tar', tarred.subarray(0, 3 * 512 + 100));
    expect(cut.inside[0]).toEqual(['x.tar/a.json', ONE.toString()]);
    expect(cut.members[1]?.failure).toContain('the archive breaks off');
    expect(cut.refused).toEqual([['failed', 'x.tar', 'the archive breaks off']]);

    const zipped = zip([{ name: 'a.json', content: ONE }]);
    const broken = await open('x.zip', zipped.subarray(0, zipped.length - 20));
    expect(broken.inside).toEqual([]);
    expect(broken.refused).toEqual([['failed', 'x.zip', expect.stringMatching(/central directory/i)]]);
    expect(await open('x.zip', zip([]))).toMatchObject({ inside: [], refused: [] });
  });

  it('stops bombs: by ratio, by total, by number, by depth', async () => {
    const limits = { ...DEFAULT_EXPANSION_LIMITS, ratioFreeBytes: 1_000_000 };
    const bomb = Buffer.concat([Buffer.from('[{"a":"'), Buffer.alloc(12_000_000, 'x')]);
    const files = [
      { name: 'bomb.json', content: bomb },
      { name: 'a.json', content: ONE },
    ];
    const byRatio = await open('x.zip', zip(files), { limits });
    expect(byRatio.failures[0]).toContain('expands to more than 500 times its size');
    expect(byRatio.members[0]?.content.length).toBeLessThan(9_000_000);
    expect(byRatio.inside.at(-1)).toEqual(['x.zip/a.json', ONE.toString()]);
    const gzipped = await open('x.gz', gzipSync(gzipSync(bomb)), { limits });
    expect([...gzipped.failures, ...gzipped.refused.flat()].join()).toContain(
      'expands to more than 500 times',
    );

    const byTotal = await open('x.zip', zip([...files, ...files]), {
      limits: { ...limits, totalBytesMax: 5_000_000 },
    });
    expect(byTotal.refused.at(-1)).toEqual(['failed', 'x.zip', 'expands to more than 5.0 MB']);
    const byNumber = await open('x.zip', zip([...files, ...files]), { limits: { ...limits, membersMax: 1 } });
    expect(byNumber.refused.at(-1)).toEqual(['failed', 'x.zip', 'holds more than 1 files']);

    let deep = zip([{ name: 'a.json', content: ONE }]);
    for (let level = 0; level < 3; level += 1) deep = zip([{ name: 'z', content: deep }]);
    expect((await open('x', deep)).refused).toEqual([
      ['failed', 'x/z/z/z', 'more than 3 archives inside each other'],
    ]);
    let layered = ONE;
    for (let layer = 0; layer < 6; layer += 1) layered = gzipSync(layered);
    expect((await open('x', layered)).refused[0]?.[0]).toBe('failed');
  });

  it('goes on when a member is not read to its end', async () => {
    const content = await tar([
      ['a.json', Buffer.alloc(300_000, '{"a":1}\n')],
      ['b.json', TWO],
    ]);
    await withFile('x.tar', content, async (file) => {
      const seen: string[] = [];
      for await (const opened of openMembers({ path: 'x.tar', open: () => createReadStream(file) })) {
        seen.push(opened.path);
        if (opened.kind !== 'member') continue;
        for await (const piece of opened.stream) {
          expect(piece.length).toBeGreaterThan(0);
          break;
        }
      }
      expect(seen).toEqual(['x.tar/a.json', 'x.tar/b.json']);
    });
  });
});
