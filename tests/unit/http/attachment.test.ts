import { describe, expect, test } from 'vitest';
import { attachmentHeaders, safeFileName } from '@/lib/http/attachment';

describe('the name a member is saved under', () => {
  test.each([
    ['bundle.zip/AWSLogs/1/x.json.gz', 'x.json.gz'],
    ['..\\..\\etc\\passwd', 'passwd'],
    ['a/../..', 'file'],
    ['.bashrc', 'bashrc'],
    ['x"; filename="evil.exe', 'x_; filename=_evil.exe'],
    ['a\r\nset-cookie: x', 'a__set-cookie_ x'],
    ['evil\u202egnp.exe', 'evil_gnp.exe'],
    ['name. . ', 'name'],
    ['', 'file'],
  ])('%j is %j', (path, name) => {
    expect(safeFileName(path)).toBe(name);
  });

  test('keeps its ending when it is cut', () => {
    const name = safeFileName(`${'x'.repeat(300)}.json.gz`);

    expect(name).toHaveLength(150);
    expect(name.endsWith('.json.gz')).toBe(true);
  });
});

test('a browser saves the file and never shows it', () => {
  expect(attachmentHeaders('b/Prüfung (1).json')).toMatchObject({
    'content-type': 'application/octet-stream',
    'content-disposition': `attachment; filename="Pr_fung (1).json"; filename*=UTF-8''Pr%C3%BCfung%20%281%29.json`,
    'x-content-type-options': 'nosniff',
  });
});
