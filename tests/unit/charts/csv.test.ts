import { expect, test } from 'vitest';
import { toCsv } from '@/lib/charts';

test.each([
  ['=HYPERLINK("http://evil")', `"'=HYPERLINK(""http://evil"")"`],
  ['+1', `'+1`],
  ['-2', `'-2`],
  ['@SUM(A1)', `'@SUM(A1)`],
  ['\tcmd', `'\tcmd`],
  ['\r=1', `"'\r=1"`],
  ['a,b', '"a,b"'],
  ['plain = text', 'plain = text'],
])('%j never becomes a formula', (value, cell) => {
  expect(toCsv(['name'], [[value]])).toBe(`name\r\n${cell}\r\n`);
});

test('numbers stay numbers, also negative ones, and nothing is an empty cell', () => {
  expect(toCsv(['a', 'b', 'c'], [[-1.5, null, true]])).toBe('a,b,c\r\n-1.5,,true\r\n');
});
