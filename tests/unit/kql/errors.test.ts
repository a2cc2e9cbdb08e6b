import { describe, expect, test } from 'vitest';
import { NESTING_DEPTH_MAX, parseKql, parseQuery, QuerySyntaxError } from '../../../lib/kql';
import { SYNTAX_ERROR_QUERIES } from '../../fixtures/kql/corpus';

/** Whole texts: an error message is part of the product. */
const MESSAGES: readonly string[] = [
  `"not" at character 7 is read as an operator, even inside a word: put the value in quotes, or join clauses with "and" or "or".
a: cannot open
      ^^^`,
  `":" at character 7 cannot stand in a value: write \\:, put the value in quotes, or join two clauses with "and".
a: foo:bar
      ^`,
  `"not" at character 4 follows a ":": put it in front of the field, or write (not …).
a: not x
   ^^^`,
  `"not" at character 5 follows another "not": write not (not …).
not not a:x
    ^^^`,
  `A value is missing after "or": ")" at character 9 cannot start one. Write one, or remove what leads up to it.
a:(x or )
        ^`,
  `The quotation mark at character 3 is never closed: add a " where the value ends.
a:"x
  ^`,
  `\\d at character 4 is no escape: write \\\\ for a backslash, or put the value in quotes.
a: \\d
   ^^`,
  `">" at character 4 follows a ":": write a > … without the colon.
a: >= 1
   ^`,
  `The ( at character 1 is never closed: add a ).
(a:x
^`,
  `The ) at character 4 closes nothing: remove it, or write \\) when it belongs to the value.
a:x)
   ^`,
  `A value is missing after "user.name:" at character 11.
user.name:
          ^`,
  `A value is missing after "and" at character 7.
(a:x) and
      ^^^`,
  `A value is missing after "(": ")" at character 2 cannot start one. Write one, or remove what leads up to it.
()
 ^`,
  `A value is missing: ":" at character 1 cannot start one. Write a field name in front of it, or put the value in quotes.
:x
^`,
  `A value is missing after ">": "not" at character 5 cannot start one. Put the value in quotes.
a > not x
    ^^^`,
  `"not" needs a space between it and the ( at character 4.
not(a:x)
   ^`,
  `"and" at character 6 needs a space in front of it.
(a:x)and b:y
     ^^^`,
  `"and" at character 7 needs a space after it.
(a:x) and(b:y)
      ^^^`,
  `"b" at character 8 follows a complete clause: join them with "and" or "or".
a: "x" b: y
       ^`,
  `"(" at character 7 follows a complete clause: join them with "and" or "or", or write \\( when it belongs to the value.
a: foo(bar)
      ^`,
  `The { at character 4 is never closed: add a }.
a: { b: x
   ^`,
];

describe('a query that is not KQL says what is wrong, where, and what to do', () => {
  test.each(MESSAGES.map((message) => [message.split('\n')[1] ?? '', message] as const))(
    '%s',
    (query, message) => {
      expect(messageOf(query)).toBe(message);
    },
  );

  test('a gap at the end is pointed at behind the last word, not behind the spaces', () => {
    expect(messageOf('a: x and   ')).toBe(`A value is missing after "and" at character 9.
a: x and
        ^`);
  });

  test('the place is a line and a character when there are several lines', () => {
    expect(messageOf('a: x and\n\tb: foo:bar\nor c: y')).toBe(
      `":" on line 2, character 8 cannot stand in a value: write \\:, put the value in quotes, or join two clauses with "and".
 b: foo:bar
       ^`,
    );
  });

  test('a long line is cut around the place', () => {
    const message = messageOf(`a: "${'x'.repeat(500)}" b: y and c: (${'z or '.repeat(200)}z)`);

    expect(message.split('\n')[1]).toMatch(/^…x{48}" b: y and c: \((?:z or )+z o?…$/);
    expect(message.split('\n')[2]).toBe(`${' '.repeat(51)}^`);
  });

  test.each(SYNTAX_ERROR_QUERIES)('%s is refused', (query) => {
    expect(parseKql(query).ok).toBe(false);
  });

  test('parseKql returns the sentence, the excerpt and the span instead of throwing', () => {
    expect(parseKql('a: foo:bar')).toEqual({
      ok: false,
      message:
        '":" at character 7 cannot stand in a value: write \\:, put the value in quotes, or join two clauses with "and".',
      excerpt: 'a: foo:bar\n      ^',
      start: 6,
      end: 7,
    });
  });
});

describe('hostile queries are refused in time and without overflow', () => {
  test.each([
    ['parentheses', `${'('.repeat(10_000)}a: x${')'.repeat(10_000)}`],
    ['braces', `${'a:{'.repeat(10_000)}a: x`],
    ['lists', `a: ${'('.repeat(10_000)}x`],
    ['negated groups', `${'not ('.repeat(10_000)}a: x`],
  ])('10,000 nested %s', (_, query) => {
    expect(messageOf(query)).toMatch(/^The brackets are more than 250 deep at character \d+: remove those/);
  });

  test('the allowed depth works in every stage', () => {
    const depth = NESTING_DEPTH_MAX;

    expect(parseKql(`${'(not '.repeat(depth)}user.name: x${')'.repeat(depth)}`)).toMatchObject({
      ok: true,
      problems: [],
    });
  });
});

function messageOf(query: string): string {
  try {
    parseQuery(query);
  } catch (error) {
    if (error instanceof QuerySyntaxError) return error.message;
    throw error;
  }
  throw new Error(`parsed: ${query}`);
}
