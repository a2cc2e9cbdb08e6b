import { describe, expect, test } from 'vitest';
import { parseEsql } from '@/lib/esql';

const FROM = 'FROM logs-aws.cloudtrail-*';

/** The problems of a query, each with the text it marks. */
function problemsOf(query: string): Array<[marked: string, message: string]> {
  const result = parseEsql(query);
  if (!result.ok) throw new Error(`${result.message}\n${result.excerpt}`);
  return result.problems.map(({ start, end, message }) => [query.slice(start, end), message]);
}

function marks(
  cases: ReadonlyArray<readonly [rest: string, marked: string, message: string | RegExp]>,
): void {
  test.each(cases)('%s', (rest, marked, message) => {
    const [problem, ...others] = problemsOf(`${FROM} ${rest}`);

    expect(problem?.[0]).toBe(marked);
    expect(problem?.[1]).toMatch(message);
    expect(others).toEqual([]);
  });
}

describe('columns', () => {
  marks([
    ['| WHERE host.name == "x"', 'host.name', /^The field host\.name is not recorded here\./],
    [
      '| KEEP event.action | WHERE user.name == "x"',
      'user.name',
      'The column user.name is no longer here: a command above leaves it out.',
    ],
    ['| STATS n = COUNT(*) BY user.name | KEEP m', 'm', 'There is no column m at this place.'],
    ['| DROP user.name | SORT user.name', 'user.name', /no longer here/],
    ['| KEEP _id', '_id', '_id is not here: write METADATA _id behind FROM.'],
    ['METADATA _score', '_score', 'The metadata field _score is not kept here.'],
    [
      '| KEEP aws.cloudtrail.flattened.request_parameters',
      'aws.cloudtrail.flattened.request_parameters',
      /is an object: name one of its keys/,
    ],
    ['| STATS n = user.name BY event.action', 'user.name', /inside an aggregate/],
  ]);

  test('a star in KEEP may fit fields that are not recorded, or none', () => {
    expect(problemsOf(`${FROM} | KEEP host.*, azure.*, event.action`)).toEqual([]);
  });

  test('a near name is offered', () => {
    const result = parseEsql(`${FROM} | WHERE event.actoin == "x"`);

    expect(result.ok && result.problems[0]?.suggestions).toContain('event.action');
  });
});

describe('types', () => {
  marks([
    ['| WHERE event.action == 1', 'event.action == 1', '== cannot compare text with a number.'],
    ['| WHERE source.as.number > "x"', 'source.as.number > "x"', '> cannot compare a number with text.'],
    ['| WHERE source.ip == "x"', '"x"', '“x” is not an IP address.'],
    ['| WHERE @timestamp > "yesterday"', '"yesterday"', /is not a date/],
    ['| WHERE event.action', 'event.action', 'A condition is wanted here, this is text.'],
    ['| WHERE event.action IN (1)', '1', 'IN cannot compare text with a number.'],
    ['| WHERE source.as.number LIKE "1*"', 'source.as.number', 'LIKE works with text; this is a number.'],
    ['| EVAL x = event.action + 1', 'event.action + 1', '+ works with numbers; this is text.'],
    ['| EVAL x = CASE(true, 1, "a")', 'CASE(true, 1, "a")', 'The values of CASE have to be of one type.'],
    ['| EVAL x = LENGTH(1)', '1', 'LENGTH wants text here; this is a number.'],
    ['| EVAL x = LENGTH()', 'LENGTH()', 'LENGTH takes 1 argument, not 0.'],
    ['| EVAL x = TO_IP(1)', 'TO_IP(1)', 'Nothing converts a number to an IP address.'],
    ['| EVAL x = 1 hour', '1 hour', 'A column cannot hold a time span.'],
    ['| EVAL x = 99999 years', '99999 years', 'The time span is longer than 100 years.'],
    ['| WHERE source.geo.location == "x"', 'source.geo.location == "x"', /a place on the map/],
    ['| STATS s = SUM(event.action)', 'event.action', 'SUM does not work with text.'],
    ['| STATS s = COUNT(COUNT(*))', 'COUNT(*)', /not inside another aggregate/],
    ['| WHERE COUNT(*) > 1', 'COUNT(*)', /can only stand in a STATS command/],
    ['| STATS x = 1', '1', /this is none/],
    ['| GROK event.type "%{WORD:x}"', 'event.type', /may hold several/],
  ]);
});

describe('what is not supported is named', () => {
  marks([
    [
      '| ENRICH policy ON user.name | LIMIT 1',
      'ENRICH policy ON user.name',
      'The command ENRICH is not supported here.',
    ],
    ['| LOOKUP JOIN x ON y', 'LOOKUP JOIN x ON y', 'The command LOOKUP is not supported here.'],
    ['| FORK (WHERE true | LIMIT 1) (LIMIT 2)', 'FORK (WHERE true | LIMIT 1) (LIMIT 2)', /FORK/],
    [
      '| EVAL x = ST_X(source.geo.location)',
      'ST_X(source.geo.location)',
      'The function ST_X is not supported here.',
    ],
    ['| WHERE event.action RLIKE "a&b"', '"a&b"', /The operator & of regular expressions/],
    ['| WHERE event.action LIKE """\\d"""', '"""\\d"""', /A backslash in a LIKE pattern/],
    ['| GROK user.name "(?<a>x)(?<a>y)"', '"(?<a>x)(?<a>y)"', 'The pattern captures a twice: use two names.'],
    ['| GROK user.name "%{NOSUCH:a}"', '"%{NOSUCH:a}"', 'The GROK pattern %{NOSUCH} is not known here.'],
    ['| GROK user.name "(?<a>x)++"', '"(?<a>x)++"', /possessive/],
    ['| GROK user.name """(a)\\1"""', '"""(a)\\1"""', /\\1 in a pattern has no equivalent/],
    ['| GROK user.name "(?>a)"', '"(?>a)"', /no equivalent here/],
    ['| GROK user.name "a{300}"', '"a{300}"', /beyond 255/],
    ['| GROK user.name "(a"', '"(a"', /never closed/],
    ['| DISSECT user.name "x"', '"x"', /at least one key/],
    ['| DISSECT user.name "%{*a} %{&a}"', '"%{*a} %{&a}"', /not supported/],
    ['| WHERE KQL("user.name: (")', '"user.name: ("', /./],
    ['| STATS n = COUNT(*) | WHERE KQL("a: b")', 'KQL("a: b")', /before STATS/],
    ['| EVAL x = DATE_TRUNC(2 months, @timestamp)', 'DATE_TRUNC(2 months, @timestamp)', /cannot cut time/],
    [
      '| EVAL x = DATE_DIFF("fortnights", @timestamp, NOW())',
      'DATE_DIFF("fortnights", @timestamp, NOW())',
      /takes a unit/,
    ],
  ]);
});

describe('other data is refused with the reason', () => {
  test.each([
    ['.alerts-security.*', '.alerts-security.* is not CloudTrail: alerts cannot be searched by a rule here.'],
    ['logs-endpoint.events-*', /^logs-endpoint\.events-\* is not CloudTrail/],
    ['logs-kubernetes*', /is not CloudTrail/],
    ['logs-endpoint*, logs-azure*', /^logs-endpoint\*, logs-azure\* are not CloudTrail/],
  ])('%s', (indices, message) => {
    const [problem] = problemsOf(`FROM ${indices} | WHERE event.action == "x"`);

    expect(problem?.[0]).toBe(indices);
    expect(problem?.[1]).toMatch(message);
  });

  test('a list may name other data beside CloudTrail, as long as the fields are known', () => {
    expect(problemsOf('FROM logs-endpoint*, logs-aws.cloudtrail* | WHERE user.name == "x"')).toEqual([]);
    expect(problemsOf('FROM logs-endpoint*, logs-aws.cloudtrail* | WHERE host.os.type == "x"')).toHaveLength(
      1,
    );
  });
});
