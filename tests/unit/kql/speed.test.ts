import { describe, expect, test } from 'vitest';
import { parseKql, parseQuery, tokenizeKql, toPredicate } from '../../../lib/kql';
import { kqlToSql } from '../../../lib/kql/to-sql';
import { STORAGE_CASES } from '../../fixtures/kql/corpus';

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
  test.each(LONG)('%s', (_, query) => {
    const started = performance.now();

    const result = parseKql(query);
    tokenizeKql(query);

    expect(typeof result.ok).toBe('boolean');
    expect(performance.now() - started).toBeLessThan(3000);
  });
});

test('a wildcard of many parts does not backtrack', () => {
  const predicate = toPredicate(parseQuery(`user.name: ${'*a'.repeat(400)}*b`));
  const started = performance.now();

  expect(predicate({ 'user.name': 'a'.repeat(1024) })).toBe(false);
  expect(performance.now() - started).toBeLessThan(100);
});

test('a rule is parsed, checked and compiled in well under a millisecond', () => {
  const query = STORAGE_CASES[0]?.query ?? '';
  const rounds = 500;
  const started = performance.now();

  for (let i = 0; i < rounds; i += 1) kqlToSql(parseQuery(query));

  expect(rounds / ((performance.now() - started) / 1000)).toBeGreaterThan(1000);
});
