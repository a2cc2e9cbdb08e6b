import { createWriteStream } from 'node:fs';
import path from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { createGzip, gzipSync } from 'node:zlib';
import { pack } from 'tar-stream';
import { describe, expect, test } from 'vitest';
import { testFolder } from '../../support/bundles';
import { testDatabase } from '../../support/database';
import { testIngest } from '../../support/ingest';
import { call, eventId, jsonLines, recordsFile } from '../../support/records';
import { tar } from '../../support/tar';
import { zip } from '../../unit/cloudtrail/support';

const database = testDatabase();
const folder = testFolder();
const ingest = testIngest(database);
const T = '2026-03-20T12:00:00Z';
const MB = 1024 * 1024;
const one = (n: number) => recordsFile([call(n, T)]);

describe('archives made to exhaust or to escape', () => {
  test('a gzip that expands 1,000 times is given up, and what came before it is kept', async () => {
    const file = path.join(folder.path, 'bomb.json.gz');
    function* bomb() {
      yield `${JSON.stringify(call(1, T))}\n`;
      for (let n = 0; n < 80; n += 1) yield ' '.repeat(MB);
    }
    await pipeline(Readable.from(bomb()), createGzip({ level: 9 }), createWriteStream(file));
    const other = await folder.write('other.json', one(2));

    const { bundle, errors, ids } = await ingest(file, other);

    expect(bundle).toMatchObject({ status: 'done', inserted: 2, errors: 1 });
    expect(errors).toEqual([expect.stringContaining('expands to more than 500 times its size')]);
    expect(ids).toEqual([eventId(1), eventId(2)]);
  });

  test('a zip bomb is given up by name, and its neighbours are read', async () => {
    const archive = zip([
      { name: 'a.json', content: Buffer.from(one(1)) },
      { name: 'bomb.json', content: Buffer.from(`{"Records":[${' '.repeat(80 * MB)}]}`) },
      { name: 'b.json', content: Buffer.from(one(2)) },
    ]);

    const { bundle, errors, ids } = await ingest(await folder.write('bomb.zip', archive));

    expect(bundle.status).toBe('done');
    expect(errors).toEqual([
      expect.stringMatching(/^bomb\.zip\/bomb\.json: .*expands to more than 500 times its size/),
    ]);
    expect(ids).toEqual([eventId(1), eventId(2)]);
  });

  test('the fourth archive inside another is not opened', async () => {
    let nested = zip([{ name: 'deep.json', content: Buffer.from(one(1)) }]);
    for (const name of ['3.zip', '2.zip', '1.zip']) nested = zip([{ name, content: nested }]);

    const { bundle, errors, ids } = await ingest(await folder.write('0.zip', nested));

    expect(bundle).toMatchObject({ status: 'done', errors: 1 });
    expect(errors).toEqual(['0.zip/1.zip/2.zip/3.zip: more than 3 archives inside each other']);
    expect(ids).toEqual([]);
  });

  test('names that lead elsewhere are labels below their archive, and nothing is written there', async () => {
    const names = ['../../../tmp/escape.json', '/etc/cron.d/x.json', 'C:\\windows\\x.json', '..'];
    const archive = zip(names.map((name, n) => ({ name, content: Buffer.from(one(n)) })));

    const { bundle, paths } = await ingest(await folder.write('paths.zip', archive));

    expect(bundle).toMatchObject({ inserted: 4, errors: 0 });
    expect(paths).toEqual([
      'paths.zip/(no name)',
      'paths.zip/etc/cron.d/x.json',
      'paths.zip/tmp/escape.json',
      'paths.zip/windows/x.json',
    ]);
  });

  test('links in a tar are not followed, and its files are read', async () => {
    const archive = pack();
    archive.entry({ name: 'passwd', type: 'symlink', linkname: '/etc/passwd' });
    archive.entry({ name: 'shadow', type: 'link', linkname: '/etc/shadow' });
    archive.entry({ name: 'null', type: 'character-device' });
    archive.entry({ name: 'folder', type: 'directory' });
    archive.entry({ name: 'file.json' }, one(1));
    archive.finalize();

    const { bundle, paths } = await ingest(await folder.write('links.tar', await buffer(archive)));

    expect(bundle).toMatchObject({ status: 'done', inserted: 1, errors: 0 });
    expect(paths).toEqual(['links.tar/file.json']);
  });

  test('names made to collide with the numbers that repetitions get are told apart', async () => {
    const inner = await tar([['a', one(5)]]);
    const archive = await tar([
      ['a', one(1)],
      ['a (2)', one(2)],
      ['a', one(3)],
      ['a', one(4)],
      ['in.tar', inner],
      ['in.tar/a', one(6)],
    ]);

    const { bundle, paths } = await ingest(await folder.write('same.tar', archive));

    expect(bundle).toMatchObject({ members: 6, inserted: 6, errors: 0 });
    expect(new Set(paths).size).toBe(6);
  });
});

test('names that no index entry holds are cut, and told apart', async () => {
  let state = 7;
  const long = Array.from({ length: 3000 }, () => {
    state = (state * 48_271) % 2_147_483_647;
    return String.fromCharCode(0x4e00 + (state % 20_000));
  }).join('');
  const files = [1, 2].map((n) => ({ name: `${long}${n}`, content: Buffer.from(one(n)) }));
  let nested = zip(files);
  for (const name of [`${long}.zip`, 'x.zip']) nested = zip([{ name, content: nested }]);

  const { bundle, paths } = await ingest(await folder.write('long.zip', nested));

  expect(bundle).toMatchObject({ members: 2, inserted: 2, errors: 0 });
  expect(paths.every((each) => Buffer.byteLength(each) < 2200)).toBe(true);
});

describe('archives that are damaged', () => {
  test('empty ones, and those without their end, are named with the reason', async () => {
    const whole = zip([{ name: 'a.json', content: Buffer.from(one(1)) }]);
    const files = [
      await folder.write('bad/empty.zip', zip([])),
      await folder.write('bad/empty.tar', Buffer.alloc(1024)),
      await folder.write('bad/nothing.json.gz', ''),
      await folder.write('bad/headless.zip', whole.subarray(0, -30)),
      await folder.write('bad/void.json.gz', gzipSync('')),
      await folder.write('bad/fine.json', one(9)),
    ];

    const { bundle, errors, skipped, ids } = await ingest(...files);

    expect(bundle).toMatchObject({ status: 'done', inserted: 1, errors: 1 });
    expect(errors).toEqual([expect.stringMatching(/^headless\.zip: \S/)]);
    expect(skipped).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/^nothing\.json\.gz: empty/),
        expect.stringMatching(/^void\.json\.gz: empty/),
      ]),
    );
    expect(ids).toEqual([eventId(9)]);
  });

  test('a tar that is cut in the middle of a member gives those before, and the records before the cut', async () => {
    const lines = jsonLines([call(2, T), call(3, T)]);
    const archive = await tar([
      ['a.json', one(1)],
      ['b.jsonl', lines],
    ]);
    const header = 512 + Math.ceil(one(1).length / 512) * 512 + 512;
    const cut = archive.subarray(0, header + lines.length / 2 + 20);

    const { bundle, errors, ids } = await ingest(await folder.write('cut.tar', cut));

    expect(bundle.status).toBe('done');
    expect(errors.length).toBeGreaterThan(0);
    expect(errors.every((error) => error.startsWith('cut.tar'))).toBe(true);
    expect(ids).toEqual([eventId(1), eventId(2)]);
  });

  test('two copies of a damaged gzip: the second counts as the duplicate that it is', async () => {
    const lines = jsonLines(
      Array.from({ length: 400 }, (_, n) => call(n, T, { userAgent: `${Math.sin(n)}` })),
    );
    const broken = gzipSync(lines).subarray(0, 4000);
    await folder.write('twins/a.json.gz', broken);
    await folder.write('twins/b.json.gz', broken);

    const { bundle } = await ingest(path.join(folder.path, 'twins'));

    expect(bundle.status).toBe('done');
    expect(bundle.inserted).toBeGreaterThan(10);
    expect(bundle).toMatchObject({ members: 2, duplicates: bundle.inserted });
  });
});
