import { describe, expect, test } from 'vitest';
import { kql, parseQuery, printKql } from '../../../lib/kql';

describe('printKql', () => {
  test.each([
    ['', ''],
    ['a:x OR b:y AND NOT c:"z"', 'a: x or (b: y and not c: "z")'],
    ['a:x or a:"y" or a:z*', 'a: (x or "y" or z*)'],
    ['a:(* and not (A* or "G"))', 'a: * and not a: (A* or "G")'],
    ['not (  a:x) or b:y', 'not a: x or b: y'],
    ['not (not a:x)', 'not (not a: x)'],
    ['l>=10', 'l >= 10'],
    ['"odd name": x', '"odd name": x'],
    ['user.*:x', 'user.*: x'],
    ['a: { b:x or c:y }', 'a: { b: x or c: y }'],
    ['*\\:i-* or "free \\"text\\""', '*\\:i-* or "free \\"text\\""'],
    ['a: true and b: null', 'a: true and b: null'],
    ['a: foo or', 'a: foo o\\u0072'],
    ['a: x\\note', 'a: x\\u000aote'],
    ['a: can\\not open', 'a: cannot\\u0020open'],
  ])('%s', (query, printed) => {
    expect(printKql(parseQuery(query))).toBe(printed);
  });

  test('trees put together in code print too', () => {
    const query = parseQuery('a: x or b: y');
    const exception = kql.and([kql.is(kql.field('user.name'), kql.literal('ci')), kql.matchAll()]);

    expect(printKql(kql.and([query, kql.not(exception)]))).toBe(
      '(a: x or b: y) and not (user.name: "ci" and *)',
    );
    expect(printKql(kql.and([]))).toBe('');
    expect(printKql(kql.or([]))).toBe('not *');
  });
});
