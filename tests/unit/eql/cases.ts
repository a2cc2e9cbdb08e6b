/** What each operator and function means: the answers are worked out from the semantics of Elasticsearch's EQL. */
import type { EcsEvent } from '@/lib/ecs';

const P = 'aws.cloudtrail.request_parameters';
const F = 'aws.cloudtrail.flattened.request_parameters';

export interface EqlCase {
  readonly query: string;
  readonly matches: readonly EcsEvent[];
  readonly misses: readonly EcsEvent[];
}

const name = (value: string): EcsEvent => ({ 'user.name': value });
const params = (value: string): EcsEvent => ({ [P]: value });

export const EQL_CASES: readonly EqlCase[] = [
  // categories
  { query: 'any where true', matches: [{}, name('a')], misses: [] },
  {
    query: 'iam where true',
    matches: [{ 'event.category': ['web', 'iam'] }],
    misses: [{}, { 'event.category': ['IAM'] }],
  },
  { query: '"iam" where true', matches: [{ 'event.category': ['iam'] }], misses: [{}] },
  { query: '"any" where true', matches: [{ 'event.category': ['any'] }], misses: [{}] },
  // comparisons
  { query: 'any where user.name == "Ann"', matches: [name('Ann')], misses: [name('ann'), name('Ann*'), {}] },
  { query: 'any where "Ann" == user.name', matches: [name('Ann')], misses: [{}] },
  { query: 'any where user.name == "A*"', matches: [name('A*')], misses: [name('Ann')] },
  { query: 'any where user.name != "Ann"', matches: [name('ann'), {}], misses: [name('Ann')] },
  {
    query: 'any where related.user == "b"',
    matches: [{ 'related.user': ['a', 'b'] }],
    misses: [{ 'related.user': ['a'] }],
  },
  {
    query: 'any where related.user != "b"',
    matches: [{ 'related.user': ['a'] }],
    misses: [{ 'related.user': ['a', 'b'] }],
  },
  {
    query: 'any where source.as.number > 10',
    matches: [{ 'source.as.number': 11 }],
    misses: [{ 'source.as.number': 10 }, {}],
  },
  {
    query: 'any where 10 <= source.as.number',
    matches: [{ 'source.as.number': 10 }],
    misses: [{ 'source.as.number': 9 }],
  },
  {
    query: 'any where not source.as.number < 10',
    matches: [{ 'source.as.number': 10 }, {}],
    misses: [{ 'source.as.number': 9 }],
  },
  { query: 'any where user.name >= "b"', matches: [name('b'), name('ba')], misses: [name('a'), name('B')] },
  { query: 'any where source.as.number == -1', matches: [], misses: [{ 'source.as.number': 1 }] },
  {
    query: 'any where aws.cloudtrail.read_only',
    matches: [{ 'aws.cloudtrail.read_only': true }],
    misses: [{ 'aws.cloudtrail.read_only': false }, {}],
  },
  {
    query: 'any where aws.cloudtrail.read_only == false',
    matches: [{ 'aws.cloudtrail.read_only': false }],
    misses: [{ 'aws.cloudtrail.read_only': true }, {}],
  },
  // null and optional fields
  { query: 'any where user.name == null', matches: [{}], misses: [name('a')] },
  { query: 'any where user.name != null', matches: [name('a')], misses: [{}] },
  { query: 'any where ?no.such.field == null', matches: [{}], misses: [] },
  { query: 'any where ?no.such.field == "x"', matches: [], misses: [{}] },
  { query: 'any where ?user.name == "x"', matches: [name('x')], misses: [{}] },
  // : and lists
  { query: 'any where user.name : "a?n*"', matches: [name('ANNA'), name('aXn')], misses: [name('an'), {}] },
  { query: 'any where user.name : ("x", "Y*")', matches: [name('X'), name('yes')], misses: [name('xx')] },
  { query: 'any where user.name : "É"', matches: [name('É')], misses: [name('é')] },
  { query: 'any where user.name : "C:\\\\*"', matches: [name('c:\\x')], misses: [name('C:*'), name('C:x')] },
  { query: 'any where not user.name : "a*"', matches: [{}, name('b')], misses: [name('A')] },
  { query: 'any where event.dataset : "AWS.*"', matches: [{}], misses: [] },
  // in
  { query: 'any where user.name in ("a", "b")', matches: [name('b')], misses: [name('B'), {}] },
  { query: 'any where user.name in~ ("a", "B*")', matches: [name('A'), name('b*')], misses: [name('bx')] },
  { query: 'any where user.name not in ("a", "b")', matches: [name('c'), {}], misses: [name('a')] },
  { query: 'any where user.name not in~ ("a")', matches: [{}], misses: [name('A')] },
  {
    query: 'any where source.as.number in (1, 2)',
    matches: [{ 'source.as.number': 2 }],
    misses: [{ 'source.as.number': 3 }],
  },
  // like, wildcard, regex
  { query: 'any where user.name like "AKIA*"', matches: [name('AKIA1')], misses: [name('akia1')] },
  { query: 'any where user.name like~ ("akia*", "x")', matches: [name('AKIA1'), name('X')], misses: [{}] },
  { query: 'any where user.name like "a%_"', matches: [name('a%_')], misses: [name('abc')] },
  { query: 'any where user.name like "a?"', matches: [name('a🔑')], misses: [name('a'), name('abc')] },
  {
    query: 'any where wildcard(user.name, "a*", "b")',
    matches: [name('a1'), name('b')],
    misses: [name('A')],
  },
  { query: 'any where wildcard~(user.name, "a*")', matches: [name('A1')], misses: [name('b')] },
  { query: 'any where user.name regex "a.c"', matches: [name('abc'), name('a\nc')], misses: [name('xabc')] },
  { query: 'any where user.name regex~ "[a-c]+x?"', matches: [name('ABCX')], misses: [name('dx'), {}] },
  {
    query: 'any where user.name regex ("a|b", "c{2,3}")',
    matches: [name('b'), name('cc')],
    misses: [name('c')],
  },
  { query: 'any where user.name regex "[^/]+/.*?(x|y)"', matches: [name('a/zx')], misses: [name('/x')] },
  { query: 'any where user.name regex "a+?"', matches: [name(''), name('aa')], misses: [name('b')] },
  { query: 'any where user.name regex "^a$"', matches: [name('^a$')], misses: [name('a')] },
  {
    query: 'any where user.name regex """\\d+\\.@"""',
    matches: [name('12.x'), name('1.')],
    misses: [name('1')],
  },
  { query: 'any where user.name regex """"a.c"-?"""', matches: [name('a.c-')], misses: [name('abc')] },
  // functions
  {
    query: `any where stringContains(${P}, "b=")`,
    matches: [params('{b=1}')],
    misses: [params('{B=1}'), {}],
  },
  { query: `any where stringContains~(${P}, "b=")`, matches: [params('{B=1}')], misses: [params('{b}')] },
  {
    query: `any where stringContains(${P}, "valuesToAdd=[*]")`,
    matches: [params('{valuesToAdd=[all]}')],
    misses: [params('{valuesToAdd=[}')],
  },
  {
    query: `any where stringContains(${P}, "principal=\\\\*")`,
    matches: [params('{principal=*}')],
    misses: [params('{principal=1}'), params('{principal=\\x}')],
  },
  {
    query: `any where not stringContains(${P}, "x")`,
    matches: [{}, params('y')],
    misses: [params('x')],
  },
  { query: 'any where startsWith(user.name, "a*")', matches: [name('a*b')], misses: [name('ab')] },
  { query: 'any where startsWith~(user.name, "ab")', matches: [name('ABc')], misses: [name('xab')] },
  { query: 'any where endsWith(user.name, "ab")', matches: [name('xab')], misses: [name('abx'), name('AB')] },
  { query: 'any where endsWith~(user.name, "ab")', matches: [name('xAB')], misses: [name('abx')] },
  {
    query: 'any where cidrMatch(source.ip, "10.0.0.0/8", "::1")',
    matches: [{ 'source.ip': '10.1.2.3' }, { 'source.ip': '::1' }],
    misses: [{ 'source.ip': '11.0.0.1' }, {}],
  },
  {
    query: 'any where length(user.name) > 2',
    matches: [name('abc'), name('🔑🔑')],
    misses: [name('ab'), {}],
  },
  { query: 'any where length(user.name) == 0', matches: [name('')], misses: [name('a'), {}] },
  { query: 'any where length(user.name) != 1', matches: [name('ab')], misses: [name('a'), {}] },
  { query: 'any where not length(user.name) > 2', matches: [name('ab')], misses: [name('abc'), {}] },
  // a field against a field needs both, under `not` too
  ...(['', 'not '] as const).map(
    (not): EqlCase => ({
      query: `any where ${not}stringContains(${P}, user.name)`,
      matches: not ? [{ ...params('xyz'), ...name('a*') }] : [{ ...params('xa*z'), ...name('a*') }],
      misses: not
        ? [{ ...params('xaz'), ...name('a') }, params('x'), name('a'), {}]
        : [{ ...params('xabz'), ...name('a*') }, params('x'), name('a'), {}],
    }),
  ),
  {
    query: 'any where endsWith~(user.name, user.email)',
    matches: [
      { ...name('xA'), 'user.email': 'a' },
      { ...name('x'), 'user.email': '' },
    ],
    misses: [{ ...name('Ax'), 'user.email': 'a' }],
  },
  // flattened keys, backticks
  {
    query: `any where ${F}.a.b == "1" and ${F}.\`x-y\` == "z"`,
    matches: [{ [F]: { a: [{ b: 2 }, { b: 1 }], 'x-y': 'z' } }],
    misses: [{ [F]: { a: { b: 1 } } }, {}],
  },
  {
    query: `any where ${F}.k : "A*"`,
    matches: [{ [F]: { k: ['x', 'ab'] } }],
    misses: [{ [F]: { j: 'ab' } }],
  },
  // precedence, comments
  {
    query: 'any where user.name == "a" or user.name == "b" and user.email == "x"',
    matches: [name('a'), { ...name('b'), 'user.email': 'x' }],
    misses: [name('b')],
  },
  {
    query: 'any where not user.name == "a" and user.name != null',
    matches: [name('b')],
    misses: [name('a'), {}],
  },
  { query: 'any where not not user.name == "a"', matches: [name('a')], misses: [{}] },
  { query: 'any /* a */ where // b\n (user.name) == "a"', matches: [name('a')], misses: [{}] },
  { query: 'any where user.name == "\\u{1f511}\\t\\""', matches: [name('🔑\t"')], misses: [{}] },
  { query: 'any where user.name == """a\\"b"""', matches: [name('a\\"b')], misses: [{}] },
];
