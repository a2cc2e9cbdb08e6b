import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { uploadPath } from '@/lib/ingest/upload-path';

const FOLDER = path.resolve('/data/uploads/7');

describe('a claimed path keeps its folders and stays inside', () => {
  test.each([
    ['AWSLogs/1/x.json.gz', 'AWSLogs/1/x.json.gz'],
    ['../../etc/passwd', 'etc/passwd'],
    ['a/../../b.json', 'a/b.json'],
    ['/etc/passwd', 'etc/passwd'],
    ['..\\..\\windows\\system32', 'windows/system32'],
    ['C:\\logs\\x.json', 'C_/logs/x.json'],
    ['./a/./b', 'a/b'],
    ['a//b///c', 'a/b/c'],
    ['nul\0byte.json', 'nul_byte.json'],
    ['line\nbreak\t.json', 'line_break_.json'],
    ['dots...', 'dots_'],
    ['space .json ', 'space .json_'],
    ['...', '_'],
    ['Größe/журнал/日志.json', 'Größe/журнал/日志.json'],
    ['half\ud800.json', 'half\ufffd.json'],
    ['', 'unnamed'],
    ['..', 'unnamed'],
    ['/', 'unnamed'],
    ['../..', 'unnamed'],
  ])('%j', (claimed, place) => {
    expect(uploadPath(FOLDER, claimed)).toBe(path.join(FOLDER, place));
  });

  test('whatever is claimed', () => {
    const piece = fc.oneof(
      fc.constantFrom('..', '.', '/', '\\', 'C:', '\0', '~', 'con', ' ', 'x'),
      fc.string({ unit: 'binary' }),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        const place = uploadPath(FOLDER, pieces.join(''));
        const inside = path.relative(FOLDER, place).split(path.sep);

        expect(inside[0]).not.toBe('');
        expect(inside).not.toContain('..');
        expect(inside.length).toBeLessThanOrEqual(32);
        for (const name of inside) {
          expect(name).not.toMatch(/[\p{Cc}<>:"|?*\\]/u);
          expect(Buffer.byteLength(name)).toBeLessThanOrEqual(180);
        }
      }),
    );
  });
});

describe('long names', () => {
  test.each(['x'.repeat(1000), '日'.repeat(400), `${'é'.repeat(500)}.json.gz`])(
    'are cut to what any file system takes',
    (name) => {
      const [cut = ''] = path.relative(FOLDER, uploadPath(FOLDER, name)).split(path.sep);

      expect(Buffer.byteLength(cut)).toBeLessThanOrEqual(180);
      expect(cut.isWellFormed()).toBe(true);
    },
  );

  test('that differ stay different, and keep their ending', () => {
    const one = uploadPath(FOLDER, `a${'x'.repeat(500)}.json.gz`);
    const other = uploadPath(FOLDER, `b${'x'.repeat(500)}.json.gz`);

    expect(one).not.toBe(other);
    expect(one).toMatch(/x\.json\.gz$/);
  });
});
