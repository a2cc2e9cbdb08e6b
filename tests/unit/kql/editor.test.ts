import { describe, expect, test } from 'vitest';
import { completeKql, fieldsUsed, parseQuery, tokenizeKql } from '../../../lib/kql';

describe('tokenizeKql', () => {
  test('names what each piece is', () => {
    const query = 'not a.b : ("x" or y*) and c >= 2 or free';

    expect(
      tokenizeKql(query).map(({ kind, start, end, field }) => [query.slice(start, end), kind, field]),
    ).toEqual([
      ['not', 'keyword', null],
      ['a.b', 'field', 'a.b'],
      [':', 'operator', 'a.b'],
      ['(', 'bracket', 'a.b'],
      ['"x"', 'value', 'a.b'],
      ['or', 'keyword', 'a.b'],
      ['y*', 'value', 'a.b'],
      [')', 'bracket', null],
      ['and', 'keyword', null],
      ['c', 'field', 'c'],
      ['>=', 'operator', 'c'],
      ['2', 'value', 'c'],
      ['or', 'keyword', null],
      ['free', 'value', null],
    ]);
  });

  test('a query that is not finished is coloured as far as it goes', () => {
    expect(tokenizeKql('a: "x and b: y').map(({ kind }) => kind)).toEqual(['field', 'operator', 'value']);
    expect(tokenizeKql('a: \\d').map(({ kind }) => kind)).toEqual(['field', 'operator', 'value']);
  });
});

describe('completeKql', () => {
  test.each([
    ['', 'field', null, '', 0],
    ['user.na', 'field', null, 'user.na', 0],
    ['not (user.na', 'field', null, 'user.na', 5],
    ['user.name ', 'operator', 'user.name', '', 10],
    ['user.name:', 'value', 'user.name', '', 10],
    ['user.name: al', 'value', 'user.name', 'al', 11],
    ['user.name: "al ice', 'value', 'user.name', 'al ice', 11],
    ['user.name: (a or ', 'value', 'user.name', '', 17],
    ['user.name: (a or not b', 'value', 'user.name', 'b', 21],
    ['user.name: alice ', 'conjunction', null, '', 17],
    ['user.name: (a or b)', 'conjunction', null, '', 19],
    ['user.name: x and ', 'field', null, '', 17],
  ])('%j', (query, kind, field, prefix, start) => {
    expect(completeKql(query, query.length)).toMatchObject({ kind, field, prefix, start, end: query.length });
  });

  test('looks only at the text in front of the cursor', () => {
    expect(completeKql('user.na and event.action: x', 7)).toMatchObject({ kind: 'field', prefix: 'user.na' });
  });

  test('offers what is known: names by their start or any part, operators by type, booleans', () => {
    expect(completeKql('user.na', 7).options).toEqual(['user.name']);
    expect(completeKql('arn', 3).options).toContain('aws.cloudtrail.user_identity.arn');
    expect(completeKql('@timestamp ', 11).options).toEqual([':', '>=', '>', '<=', '<']);
    expect(completeKql('user.name ', 10).options).toEqual([':']);
    expect(completeKql('aws.cloudtrail.read_only: t', 27).options).toEqual(['true']);
    expect(completeKql('user.name: x ', 13).options).toEqual(['and', 'or']);
  });
});

describe('fieldsUsed', () => {
  test('lists each field once, with every place that names it', () => {
    const query =
      'user.name: (x or y) and not user.name: z and aws.cloudtrail.flattened.digest.a.b > 1 and nope: *';

    expect(
      fieldsUsed(parseQuery(query)).map(({ name, resolved, spans }) => [
        name,
        resolved?.subPath,
        spans.map(({ start, end }) => query.slice(start, end)),
      ]),
    ).toEqual([
      ['user.name', [], ['user.name', 'user.name']],
      ['aws.cloudtrail.flattened.digest.a.b', ['a', 'b'], ['aws.cloudtrail.flattened.digest.a.b']],
      ['nope', undefined, ['nope']],
    ]);
  });

  test('a pattern counts as every field it fits; free text names none', () => {
    expect(fieldsUsed(parseQuery('source.as.*: x or something')).map(({ name }) => name)).toEqual([
      'source.as.number',
      'source.as.organization.name',
    ]);
  });
});
