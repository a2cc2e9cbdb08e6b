import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { describeEsql, parseEsql } from '@/lib/esql';

const FROM = 'FROM logs-aws.cloudtrail-*';

/** The failure of a query that must not parse. */
function failure(query: string) {
  const result = parseEsql(query);
  if (result.ok) throw new Error(`${query} was read`);
  return result;
}

function described(query: string) {
  const result = parseEsql(query);
  if (!result.ok) throw new Error(result.message);
  expect(result.problems).toEqual([]);
  return describeEsql(result.ast);
}

describe('what is no ES|QL is told with its place', () => {
  test.each([
    ['', 'Expected FROM and the names of indices at character 1; the query ends.', [0, 1]],
    ['ROW x = 1', 'Expected FROM and the names of indices at character 1; there is “ROW”.', [0, 3]],
    ['FROM', 'Expected the name of an index at character 5; the query ends.', [4, 5]],
    [`${FROM} | WHERE`, 'Expected a value at character 35; the query ends.', [34, 35]],
    [`${FROM} | WHERE a == `, 'Expected a value at character 41; the query ends.', [40, 41]],
    [`${FROM} | WHERE (a`, 'Expected “)” at character 38; the query ends.', [37, 38]],
    [`${FROM} | WHERE a LIKE b`, 'Expected a quoted pattern at character 43; there is “b”.', [42, 43]],
    [`${FROM} | WHERE "x`, 'The quotation mark at character 36 is never closed.', [35, 36]],
    [`${FROM} | WHERE """x""`, 'The quotation mark at character 36 is never closed.', [35, 36]],
    [`${FROM} | WHERE a == 1 b`, 'Expected “|” or the end at character 43; there is “b”.', [42, 43]],
    [`${FROM} /* x`, 'The comment at character 28 is never closed: add */.', [27, 29]],
    [`${FROM} | KEEP`, 'Expected a column at character 34; the query ends.', [33, 34]],
    [`${FROM}\n| WHERE ;`, 'The character on line 2, character 9 has no meaning in ES|QL.', [35, 36]],
    [
      `${FROM} | WHERE "\\d"`,
      'The escape at character 37 is unknown: write \\\\ for a backslash, or use """…""".',
      [36, 38],
    ],
    [`${FROM} | LIMIT x`, 'Expected a number of rows at character 36; there is “x”.', [35, 36]],
    [
      `${FROM} | WHERE user.name : "x"`,
      'Full-text matching with “:” at character 46 is not supported: use ==, LIKE or KQL("…").',
      [45, 46],
    ],
  ])('%j', (query, message, [start, end]) => {
    expect(failure(query)).toMatchObject({ message, start, end });
  });

  test('expressions nested without end are refused instead of overflowing', () => {
    for (const text of ['('.repeat(5000), 'NOT '.repeat(5000), '-'.repeat(5000), `1${'+1'.repeat(5000)}`]) {
      expect(failure(`${FROM} | WHERE ${text}`).message).toMatch(/nested|too long/);
    }
  });

  test('any text is answered, never thrown on', () => {
    const pieces = fc.constantFrom(
      'FROM',
      ' x',
      '|',
      'WHERE',
      '"',
      '"""',
      '`',
      '(',
      ')',
      ',',
      '//',
      '/*',
      '==',
      ' by ',
      'stats',
      '[',
      '1',
      '\n',
      '\0',
      '.',
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 30 }), (parts) => {
        expect(typeof parseEsql(parts.join('')).ok).toBe('boolean');
        expect(typeof parseEsql(`${FROM} | WHERE ${parts.join('')}`).ok).toBe('boolean');
      }),
    );
  });
});

describe('a query is read', () => {
  test('whatever the case of its keywords, with comments, and with names in back-quotes', () => {
    const { columns } = described(`from logs-aws.cloudtrail-* metadata _id // events
      | Where \`event.action\` Is Not Null and /* only
        these */ Not user.\`name\` Like "*x"
      | Eval \`a \`\` b\` = 1
      | keep \`a \`\` b\`, _id`);

    expect(columns).toEqual([
      { name: 'a ` b', type: 'long', multi: false },
      { name: '_id', type: 'keyword', multi: false },
    ]);
  });

  test('and tells what it reads and returns', () => {
    expect(
      described(`FROM logs-aws.cloudtrail-*, filebeat-*
        | WHERE event.provider == "s3.amazonaws.com" AND KQL("user.name: a*")
        | EVAL window = DATE_TRUNC(5 minutes, @timestamp)
        | STATS n = COUNT(*), arns = VALUES(aws.cloudtrail.resources.arn), last = MAX(@timestamp) BY window, source.ip
        | KEEP n, arns, last, window, source.*`),
    ).toEqual({
      isAggregating: true,
      indices: ['logs-aws.cloudtrail-*', 'filebeat-*'],
      columns: [
        { name: 'n', type: 'long', multi: false },
        { name: 'arns', type: 'keyword', multi: true },
        { name: 'last', type: 'date', multi: false },
        { name: 'window', type: 'date', multi: false },
        { name: 'source.ip', type: 'ip', multi: false },
      ],
      groupBy: ['window', 'source.ip'],
      fields: ['event.provider', 'user.name', '@timestamp', 'source.ip', 'aws.cloudtrail.resources.arn'],
    });
  });

  test.each([
    'logs-*',
    'logs-aws.*',
    'logs-aws.cloudtrail*',
    'filebeat-*',
    '*',
    'cluster:logs-aws.cloudtrail-*',
    '"logs-aws.cloudtrail-*"',
    'logs-kubernetes*, logs-aws.cloudtrail-*',
  ])('from %s', (indices) => {
    expect(described(`FROM ${indices}`).isAggregating).toBe(false);
  });
});
