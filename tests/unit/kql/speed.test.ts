import { describe, expect, test } from 'vitest';
import { parseKql, parseQuery, tokenizeKql, toPredicate } from '../../../lib/kql';
import { kqlToSql } from '../../../lib/kql/to-sql';
import { STORAGE_CASES } from '../../fixtures/kql/corpus';
import { cpuMs } from './support';

/** Generous floors for a busy machine: a quadratic step would miss them by far. */
const MEGABYTE = 1_000_000;

const LONG: ReadonlyArray<readonly [name: string, query: string]> = [
  ['a list of values', `user.name: (${'"some value" or '.repeat(MEGABYTE / 16)}x)`],
  ['clauses', `${'user.name: x and '.repeat(MEGABYTE / 17)}user.name: x`],
  ['one unquoted value', `user.name: ${'word '.repeat(MEGABYTE / 5)}`],
  ['spaces', `user.name: x${' '.repeat(MEGABYTE)}y`],
  [
    'spaces in every gap',
    `(((${' '.repeat(MEGABYTE / 4)}user.name: x${' '.repeat(MEGABYTE / 4)})${' '.repeat(MEGABYTE / 4)})${' '.repeat(MEGABYTE / 4)})`,
  ],
  ['stars', `user.name: ${'*a'.repeat(MEGABYTE / 2)}`],
  ['escapes', `user.name: ${'\\:'.repeat(MEGABYTE / 2)}`],
  ['letters that begin a keyword', `user.name: ${'no no'.repeat(MEGABYTE / 5)}`],
  ['an unclosed quotation', `user.name: "${'x'.repeat(MEGABYTE)}`],
  ['line breaks before an error', `user.name: x${'\n'.repeat(MEGABYTE)})`],
];

describe('a megabyte of query is handled in linear time', () => {
  test.each(LONG)('%s', { timeout: 60_000 }, (_, query) => {
    const spent = cpuMs(() => {
      parseKql(query);
      tokenizeKql(query);
    });

    expect(spent).toBeLessThan(3000);
  });
});

test('a wildcard of many parts does not backtrack', () => {
  const predicate = toPredicate(parseQuery(`user.name: ${'*a'.repeat(400)}*b`));

  expect(predicate({ 'user.name': `${'a'.repeat(1023)}b` })).toBe(true);
  expect(cpuMs(() => predicate({ 'user.name': 'a'.repeat(1024) }))).toBeLessThan(100);
});

test('a rule is parsed and compiled in under a millisecond', { timeout: 60_000 }, () => {
  const query = STORAGE_CASES[0]?.query ?? '';
  const rounds = 500;

  const spent = cpuMs(() => {
    for (let i = 0; i < rounds; i += 1) kqlToSql(parseQuery(query));
  });

  expect(spent / rounds).toBeLessThan(1);
});
