import { describe, expect, test } from 'vitest';
import { type KqlNode, kql, parseQuery } from '../../../lib/kql';
import { f, star, withoutSpans } from './support';

const { and, or, not, literal, wildcard, range, nested, freeText, field, fieldPattern, matchAll } = kql;
const quoted = (text: string) => literal(text, true);

const TREES: ReadonlyArray<readonly [query: string, tree: KqlNode]> = [
  ['', matchAll()],
  [' \n\t\u00a0', matchAll()],
  // precedence and grouping
  ['a:x or b:y and c:z', or([f('a', 'x'), and([f('b', 'y'), f('c', 'z')])])],
  ['(a:x or b:y) and c:z', and([or([f('a', 'x'), f('b', 'y')]), f('c', 'z')])],
  ['a:x and b:y and c:z', and([f('a', 'x'), f('b', 'y'), f('c', 'z')])],
  ['(a:x and b:y) and c:z', and([and([f('a', 'x'), f('b', 'y')]), f('c', 'z')])],
  ['not a:x and b:y', and([not(f('a', 'x')), f('b', 'y')])],
  ['not (a:x or b:y)', not(or([f('a', 'x'), f('b', 'y')]))],
  ['not (not a:x)', not(not(f('a', 'x')))],
  ['((( a:x )))', f('a', 'x')],
  // keywords
  ['a:x AND NOT b:y', and([f('a', 'x'), not(f('b', 'y'))])],
  ['a:x\u00a0Or\u00a0b:y', or([f('a', 'x'), f('b', 'y')])],
  ['a:x\n  and\n\tb:y', and([f('a', 'x'), f('b', 'y')])],
  ['a: order and b:z', and([f('a', 'order'), f('b', 'z')])],
  ['a: foo or', f('a', 'foo or')],
  ['a: foo   and', f('a', 'foo   and')],
  ['or x', freeText(literal('or x', false))],
  ['not', freeText(literal('not', false))],
  ['notable: x', f('notable', 'x')],
  ['a:(x or or y)', or([f('a', 'x'), f('a', 'or y')])],
  // values
  ['a: foo bar  ', f('a', 'foo bar')],
  ['a : x', f('a', 'x')],
  ['a:"foo bar"', f('a', quoted('foo bar'))],
  ['a: ""', f('a', quoted(''))],
  ['a: fo?o', f('a', 'fo?o')],
  ['a: 9002', f('a', '9002')],
  ['a: true', f('a', kql.booleanValue(true))],
  ['a: TRUE', f('a', 'TRUE')],
  ['a: "true"', f('a', quoted('true'))],
  ['a: null', f('a', kql.nullValue())],
  // stars
  ['a: *', kql.is(field('a'), star)],
  ['a: **', f('a', wildcard(['', '', '']))],
  ['a: *x*y', f('a', wildcard(['', 'x', 'y']))],
  ['a: *S3 Browser*', f('a', wildcard(['', 'S3 Browser', '']))],
  ['a: x * y', f('a', wildcard(['x ', ' y']))],
  ['a: foo\\*', f('a', 'foo*')],
  ['a: "*foo*"', f('a', quoted('*foo*'))],
  // escapes
  ['a: foo\\:bar\\(\\)\\{\\}\\<\\>\\"\\\\', f('a', 'foo:bar(){}<>"\\')],
  ['a: \\u0041\\u00e9\\t', f('a', 'Aé\t')],
  ['a: \\or x', f('a', 'or x')],
  ['a: x \\AND y', f('a', 'x AND y')],
  ['a: can\\not open', f('a', 'cannot open')],
  ['a: x\\note', f('a', 'x\note')],
  ['a: x\\rder', f('a', 'x\rder')],
  ['a: "fo\\"o"', f('a', quoted('fo"o'))],
  ['a: "C:\\\\x"', f('a', quoted('C:\\x'))],
  ['a: "C:\\x \\u12 \\u0041\\n"', f('a', quoted('C:\\x \\u12 A\n'))],
  // lists
  ['a:(x or y and z)', or([f('a', 'x'), and([f('a', 'y'), f('a', 'z')])])],
  ['a:((x or y) and not z)', and([or([f('a', 'x'), f('a', 'y')]), not(f('a', 'z'))])],
  ['a:( "x" )', f('a', quoted('x'))],
  [
    'a:(* and not (A* or "G"))',
    and([kql.is(field('a'), star), not(or([f('a', wildcard(['A', ''])), f('a', quoted('G'))]))]),
  ],
  // fields
  ['"a b": x', f('a b', 'x')],
  ['a b : x', f('a b', 'x')],
  ['a\\:b: x', f('a:b', 'x')],
  ['user.*: x', kql.is(fieldPattern(['user.', '']), literal('x', false))],
  ['"user.*": x', f('user.*', 'x')],
  ['*: *', kql.is(fieldPattern(['', '']), star)],
  ['true: x', f('true', 'x')],
  // ranges
  [
    'l >= 10 and l<20',
    and([range(field('l'), 'gte', literal('10', false)), range(field('l'), 'lt', literal('20', false))]),
  ],
  ['l<="a b"', range(field('l'), 'lte', quoted('a b'))],
  ['l>x', range(field('l'), 'gt', literal('x', false))],
  // nested groups and free text
  ['a:{ b:x and c:(y or z) }', nested(field('a'), and([f('b', 'x'), or([f('c', 'y'), f('c', 'z')])]))],
  ['foo bar', freeText(literal('foo bar', false))],
  ['"foo" or b*r', or([freeText(quoted('foo')), freeText(wildcard(['b', 'r']))])],
];

describe('parseQuery', () => {
  test.each(TREES)('%j', (query, tree) => {
    expect(withoutSpans(parseQuery(query))).toEqual(tree);
  });

  test('every node knows where it stands', () => {
    const query = ' a: (x* or "y") and not (b > 2 ) or foo bar ';

    const spans = [...walk(parseQuery(query))].map(({ kind, span }) => [
      kind,
      query.slice(span.start, span.end),
    ]);

    expect(spans).toEqual([
      ['or', 'a: (x* or "y") and not (b > 2 ) or foo bar'],
      ['and', 'a: (x* or "y") and not (b > 2 )'],
      ['or', 'x* or "y"'],
      ['is', 'x*'],
      ['is', '"y"'],
      ['not', 'not (b > 2 )'],
      ['range', 'b > 2'],
      ['free-text', 'foo bar'],
    ]);
  });

  test('fields and values have spans of their own, in UTF-16 units', () => {
    const query = '"🔑 a": ( 🔑 )';
    const node = parseQuery(query);
    if (node.kind !== 'is') throw new Error(node.kind);

    expect(query.slice(node.field.span.start, node.field.span.end)).toBe('"🔑 a"');
    expect(query.slice(node.value.span.start, node.value.span.end)).toBe('🔑');
  });

  test('nodes are frozen', () => {
    const node = parseQuery('a: (x or y)');

    expect(Object.isFrozen(node)).toBe(true);
    expect(node.kind === 'or' && Object.isFrozen(node.children)).toBe(true);
  });
});

function* walk(node: KqlNode): Generator<KqlNode> {
  yield node;
  if (node.kind === 'and' || node.kind === 'or') for (const child of node.children) yield* walk(child);
  if (node.kind === 'not' || node.kind === 'nested') yield* walk(node.child);
}
