import { describe, expect, test } from 'vitest';
import { eqlFieldsUsed, eqlToPredicate, parseEqlQuery } from '../../../lib/eql';
import { EQL_CASES } from './cases';
import { filter, problems } from './support';

test.each(EQL_CASES.map((each) => [each.query, each] as const))('%s', (query, { matches, misses }) => {
  const predicate = eqlToPredicate(filter(query));

  expect(problems(query).filter(([severity]) => severity !== 'warning')).toEqual([]);
  expect(matches.filter((event) => !predicate(event))).toEqual([]);
  expect(misses.filter(predicate)).toEqual([]);
});

describe('the category', () => {
  test('is looked for in the field that the rule names', () => {
    const predicate = eqlToPredicate(filter('info where true'), { categoryField: 'event.type' });

    expect(predicate({ 'event.type': ['access', 'info'] })).toBe(true);
    expect(predicate({ 'event.category': ['info'] })).toBe(false);
  });
});

test('the fields of a sequence are listed once, in the order of the text', () => {
  const query = parseEqlQuery(
    'sequence by user.id [any where user.name == "a" and not endsWith(user.email, user.name)] by source.ip [any where ?x.y == null] by source.ip until [any where user.id == "b"] by user.name',
  );

  expect(eqlFieldsUsed(query).map(({ name }) => name)).toEqual([
    'user.id',
    'user.name',
    'user.email',
    'source.ip',
    'x.y',
  ]);
});

test('a hostile text does not make a regular expression slow', () => {
  const predicate = eqlToPredicate(filter('any where user.name regex "(a*)*b"'));
  const start = performance.now();

  expect(predicate({ 'user.name': 'a'.repeat(500) })).toBe(false);
  expect(performance.now() - start).toBeLessThan(5000);
});
