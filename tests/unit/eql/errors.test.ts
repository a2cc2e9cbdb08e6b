import { describe, expect, test } from 'vitest';
import { parseEql } from '../../../lib/eql';
import { problems } from './support';

describe('what is not EQL, or not supported, is refused at its place with what to do', () => {
  test.each<readonly [query: string, at: string, says: RegExp]>([
    ['', '', /ends at character 1 where an event category/],
    ['user.name == "a"', 'user.name', /event category and "where"/],
    ['any where', '', /ends at character 10 where a field/],
    ['any where user.name = "a"', '=', /= at character 21 .* Write == to compare\./],
    ['any where user.name == "a" AND true', 'AND', /Write and in small letters/],
    ["any where user.name == 'a'", "'", /needs double quotes/],
    ['any where user.name == "a', '"', /not closed on its line/],
    ['any where user.name == "a\\*"', '\\*', /\\\* at character 26 is no escape: write \\\\/],
    ['any where user.name == """a', '"""', /never closed/],
    ['any where /* x', '/*', /comment at character 11 is never closed/],
    ['any where (true', '(', /\( at character 11 is never closed/],
    ['any where `user.name == "a"', '`', /backtick at character 11 is never closed/],
    ['any where user.name == user.id', '==', /compares a field with another field/],
    ['any where 1 == 1', '==', /two fixed values/],
    ['any where user.name > null', '>', /null at character 21 can be compared by == and !=/],
    ['any where source.as.number + 1 == 2', '+', /Arithmetic is not supported \(\+ at character 28\)/],
    ['any where concat(user.name, "a") == "b"', 'concat', /function concat at character 11 is not supported/],
    ['any where length(concat(user.name)) > 1', 'concat', /stands inside another/],
    ['any where stringContains(user.name, "a", "b")', ',', /takes two arguments/],
    ['any where related.user[0] == "a"', '[', /place in a list/],
    ['any where stringContains(user.name, "a") == true', '==', /condition on one side/],
    ['any where "a"', '"a"', /no condition/],
    ['any where true | head 5', '|', /pipe at character 16 is not supported/],
    [
      'sample by user.id [any where true] [any where true]',
      'sample',
      /"sample" at character 1 is not supported/,
    ],
    ['sequence [any where true] ![any where true] [any where true]', '!', /missing event/],
    ['sequence [any where true]', 'sequence [any where true]', /needs two steps/],
    ['sequence by ?user.id [any where true] [any where true]', '?', /optional join key/i],
    ['sequence [any where true] by user.id [any where true]', '[any where true]', /0 join keys .* 1/],
    ['sequence with maxspan=15 [any where true] [any where true]', '15', /time such as 30s, 15m or 1h/],
    ['sequence [any where true] with runs=0', '0', /whole number from 1 to 100/],
    ['sequence [any where true [any where true]', '[', /\[ at character 26 stands where/],
    ['any where true\n  and', '', /on line 2, character 6/],
  ])('%s', (query, at, says) => {
    expect(problems(query)).toEqual([['syntax', at, expect.stringMatching(says)]]);
  });

  test('brackets are read as deep as every later stage can follow', () => {
    expect(parseEql(`any where ${'('.repeat(10_000)}`)).toMatchObject({ ok: false, message: /levels deep/ });
    expect(parseEql(`any where ${'not '.repeat(10_000)}true`)).toMatchObject({ ok: false });
  });
});

describe('what is well formed but wrong is told at its place', () => {
  test.each<readonly [query: string, severity: string, at: string, says: RegExp]>([
    ['any where user.nam == "a"', 'warning', 'user.nam', /no field user\.nam.*Did you mean user\.name/],
    ['any where user.name == 5', 'error', '5', /compared with a text in "quotes"/],
    ['any where source.as.number == "5"', 'error', '"5"', /number without quotes/],
    ['any where source.as.number : "5"', 'error', 'source.as.number', /: looks into text/],
    ['any where source.ip : "10.*"', 'error', 'source.ip', /of type ip/],
    ['any where user.name : 5', 'error', '5', /needs a text/],
    ['any where user.name', 'error', 'user.name', /no condition by itself/],
    ['any where cidrMatch(user.name, "10.0.0.0/8")', 'error', 'user.name', /IP addresses/],
    ['any where cidrMatch(source.ip, "x")', 'error', '"x"', /networks such as/],
    ['any where length(user.name) > 1.5', 'error', '1.5', /whole number/],
    ['any where @timestamp > "soon"', 'error', '"soon"', /holds dates/],
    ['any where user.name regex "a~b"', 'error', '"a~b"', /operator ~ .* not supported/],
    ['any where user.name regex "(a"', 'error', '"(a"', /never closed/],
    ['any where user.name regex "a{300}"', 'error', '"a{300}"', /up to 255/],
    ['any where user.name regex "((a{200}){200})"', 'error', '"((a{200}){200})"', /repeats too much/],
    ['any where user.name regex "^a"', 'warning', '"^a"', /plain characters/],
    [
      'sequence by source.geo.location [any where true] [any where true]',
      'error',
      'source.geo.location',
      /join/,
    ],
  ])('%s', (query, severity, at, says) => {
    expect(problems(query)).toEqual([[severity, at, expect.stringMatching(says)]]);
  });

  test('a field that the query itself calls optional may be unknown', () => {
    expect(problems('any where ?no.such.field == "x"')).toEqual([]);
  });
});
