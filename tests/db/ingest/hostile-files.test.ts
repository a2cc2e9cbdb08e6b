import { chmod, link, rm, symlink } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { testFolder } from '../../support/bundles';
import { testDatabase } from '../../support/database';
import { testIngest } from '../../support/ingest';
import { call, eventId, jsonLines, recordsFile } from '../../support/records';

const database = testDatabase();
const folder = testFolder();
const ingest = testIngest(database);
const T = '2026-03-20T12:00:00Z';
const one = (n: number) => recordsFile([call(n, T)]);

describe('files that are not what they were', () => {
  test('one that goes while others are read is named, and the others are read', async () => {
    const lines = jsonLines(Array.from({ length: 9000 }, (_, n) => call(n + 10, T)));
    await folder.write('going/a.jsonl', lines);
    const gone = await folder.write('going/b.json', one(1));
    await folder.write('going/c.json', one(2));

    const reading = ingest(path.join(folder.path, 'going'));
    // The files have been listed when their bytes are known.
    await vi.waitFor(async () => {
      expect((await database.db.prisma.bundle.findFirst())?.bytesTotal).toBeGreaterThan(0n);
    }, 20_000);
    await rm(gone);
    const { bundle, errors, ids } = await reading;

    expect(bundle).toMatchObject({ status: 'done', inserted: 9001, errors: 1 });
    expect(errors).toEqual([expect.stringMatching(/^b\.json: .*ENOENT/)]);
    expect(ids).toContain(eventId(2));
  });

  test.skipIf(process.getuid?.() === 0)(
    'one that may not be read is named, and the others are read',
    async () => {
      const secret = await folder.write('locked/a.json', one(1));
      await folder.write('locked/b.json', one(2));
      await chmod(secret, 0);

      const { bundle, errors, ids } = await ingest(path.join(folder.path, 'locked'));

      expect(bundle).toMatchObject({ status: 'done', inserted: 1, errors: 1 });
      expect(errors).toEqual([expect.stringMatching(/^a\.json: .*permission/i)]);
      expect(ids).toEqual([eventId(2)]);
    },
  );

  test('links in a folder: what points elsewhere is not followed, a second name of a file is the same bytes', async () => {
    const file = await folder.write('linked/a.json', one(1));
    await symlink('/etc/hostname', path.join(folder.path, 'linked/b.json'));
    await link(file, path.join(folder.path, 'linked/c.json'));

    const { bundle, paths } = await ingest(path.join(folder.path, 'linked'));

    expect(bundle).toMatchObject({ inserted: 1, duplicates: 1, errors: 0 });
    expect(paths).toEqual(['a.json', 'c.json']);
    await rm(file);
  });

  test('names with line breaks, terminal escapes and backslashes are shown, and told apart', async () => {
    await folder.write('names/a\nb.json', one(1));
    await folder.write('names/\u001b[31mred\u202e.json', one(2));
    await folder.write('names/c\\d.json', one(3));
    await folder.write('names/c/d.json', one(4));
    await folder.write('names/c_d.json', one(5));

    const { bundle, paths } = await ingest(path.join(folder.path, 'names'));

    expect(bundle).toMatchObject({ members: 5, inserted: 5, errors: 0 });
    expect(paths).toEqual([
      '\\u{1b}[31mred\\u{202e}.json',
      'a\\u{a}b.json',
      'c/d.json',
      'c_d.json',
      'c_d.json (2)',
    ]);
  });
});

describe('content made to exhaust', () => {
  const before = JSON.stringify(call(1, T));
  const after = JSON.stringify(call(2, T));

  test('JSON 100,000 levels deep is one error, and the records around it are read', async () => {
    const deep = `{"eventID":"${eventId(3)}","requestParameters":${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}}`;

    const { bundle, errors, ids } = await ingest(
      await folder.write('deep.jsonl', `${before}\n${deep}\n${after}\n`),
    );

    expect(bundle).toMatchObject({ status: 'done', inserted: 2, errors: 1 });
    expect(errors).toEqual([expect.stringMatching(/^deep\.jsonl: /)]);
    expect(ids).toEqual([eventId(1), eventId(2)]);
  });

  test('a line of 64 MB is one error, and the records around it are read', { timeout: 120_000 }, async () => {
    const line = `{"eventID":"${eventId(3)}","pad":"${'x'.repeat(64 * 1024 * 1024)}"}`;

    const { bundle, errors, ids } = await ingest(
      await folder.write('line.jsonl', `${before}\n${line}\n${after}\n`),
    );

    expect(bundle).toMatchObject({ status: 'done', inserted: 2, errors: 1 });
    expect(errors).toEqual([expect.stringMatching(/^line\.jsonl: /)]);
    expect(ids).toEqual([eventId(1), eventId(2)]);
  });
});
