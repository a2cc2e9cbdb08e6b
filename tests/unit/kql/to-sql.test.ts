import { describe, expect, test } from 'vitest';
import { parseQuery } from '../../../lib/kql';
import { type KqlSqlOptions, kqlToSql } from '../../../lib/kql/to-sql';
import { CORPUS_NOW } from '../../fixtures/kql/corpus';

const sql = (query: string, options: KqlSqlOptions = {}) =>
  kqlToSql(parseQuery(query), { clock: () => CORPUS_NOW, ...options });

/** The length guard of a field with a limit, spelled out once. */
const within = (expression: string, limit = 1024) =>
  `(octet_length(${expression}) <= ${limit} or length(${expression}) + length(regexp_replace(${expression}, '[^\\U00010000-\\U0010FFFF]', '', 'g')) <= ${limit})`;

const F = 'aws.cloudtrail.flattened.request_parameters';
const SCALARS = '@.type() == "string" || @.type() == "number" || @.type() == "boolean"';

const CASES: ReadonlyArray<readonly [query: string, text: string, values: readonly unknown[]]> = [
  // folding
  ['', 'true', []],
  ['event.dataset: "aws.cloudtrail"', 'true', []],
  ['not event.dataset: aws*', 'false', []],
  ['unknown.field: x', 'false', []],
  ['not unknown.field: x', 'true', []],
  ['event.kind: event and user.name: x', 'user_name = $1', ['x']],
  ['event.kind: alert or user.name: x', 'user_name = $1', ['x']],
  ['event.kind: alert and user.name: x', 'false', []],
  ['source.as.number: abc or user.name: null', 'false', []],
  [`user.name: ${'x'.repeat(1025)}`, 'false', []],
  ['user.name: "a\\u0000b"', 'false', []],
  // text columns
  ['user.name: x', 'user_name = $1', ['x']],
  ['not user.name: x', '(user_name = $1) is not true', ['x']],
  ['user.name: (x or "y")', 'user_name = any($1::text[])', [['x', 'y']]],
  ['user.name: (x and y)', '(user_name = $1 and user_name = $2)', ['x', 'y']],
  ['user.name: *', within('user_name'), []],
  ['not user.name: *', `(${within('user_name')}) is not true`, []],
  ['user.name: a%_\\\\*b', `(user_name like $1 and ${within('user_name')})`, ['a\\%\\_\\\\%b']],
  ['user.name: (a* or *b)', `(user_name like any($1::text[]) and ${within('user_name')})`, [['a%', '%b']]],
  ['user.name >= b', `(user_name collate "C" >= $1 and ${within('user_name')})`, ['b']],
  [
    'aws.cloudtrail.request_parameters: *x*',
    `(request_parameters_text like $1 and ${within('request_parameters_text', 8191)})`,
    ['%x%'],
  ],
  // the same value twice is one parameter; for another type it is another
  ['user.name: x or event.action: x', '(user_name = $1 or event_action = $1)', ['x']],
  [
    'user.name: 22 or source.as.number: 22',
    '(user_name = $1 or source_as_number = $2::bigint)',
    ['22', '22'],
  ],
  // array columns
  ['event.category: iam', 'event_category && $1::text[]', [['iam']]],
  ['event.category: (iam or x)', 'event_category && $1::text[]', [['iam', 'x']]],
  ['event.category: *', `exists (select 1 from unnest(event_category) as item where ${within('item')})`, []],
  [
    'event.category: i*',
    `exists (select 1 from unnest(event_category) as item where (item like $1 and ${within('item')}))`,
    ['i%'],
  ],
  // typed columns
  ['source.as.number: "22"', 'source_as_number = $1::bigint', ['22']],
  ['source.as.number: 1.5', 'false', []],
  ['source.as.number > 1.5', 'source_as_number >= $1::bigint', ['2']],
  ['source.as.number <= -1.5', 'source_as_number <= $1::bigint', ['-2']],
  ['source.as.number < 99999999999999999999', 'source_as_number is not null', []],
  ['aws.cloudtrail.read_only: "false"', 'read_only = false', []],
  ['source.ip: 10.0.0.1', 'source_ip = $1::inet', ['10.0.0.1']],
  ['source.ip: 10.0.0.0/8', 'source_ip <<= $1::inet', ['10.0.0.0/8']],
  ['source.ip > "::1"', 'source_ip > $1::inet', ['::1']],
  ['source.geo.location: *', 'source_geo_location is not null', []],
  [
    '@timestamp: 2023-07',
    '(event_time >= $1::timestamptz and event_time < $2::timestamptz)',
    ['2023-07-01T00:00:00.000Z', '2023-08-01T00:00:00.000Z'],
  ],
  ['@timestamp > now-1d/d', 'event_time >= $1::timestamptz', ['2023-07-10T00:00:00.000Z']],
  ['@timestamp <= 2023-07-10', 'event_time < $1::timestamptz', ['2023-07-11T00:00:00.000Z']],
  // extra
  ['group.name: x', `(extra ->> 'group.name') = $1`, ['x']],
  [
    'aws.cloudtrail.console_login.additional_eventdata.mfa_used: true',
    `(extra ->> 'aws.cloudtrail.console_login.additional_eventdata.mfa_used') = 'true'`,
    [],
  ],
  ['related.hash: x', 'extra @? $1::jsonpath', ['$."related.hash" ? (@ == "x")']],
  [
    'related.hash: x*',
    `exists (select 1 from jsonb_path_query(extra, $1::jsonpath) as item where ((item #>> '{}') like $2 and ${within("(item #>> '{}')")}))`,
    ['$."related.hash"[*] ? (@.type() == "string")', 'x%'],
  ],
  // resources
  ['aws.cloudtrail.resources.arn: "a"', 'resources @? $1::jsonpath', ['$[*]."arn" ? (@ == "a")']],
  // flattened
  [`${F}.instanceId: "i-1"`, 'request_parameters @? $1::jsonpath', ['$."instanceId" ? (@ == "i-1")']],
  [
    `${F}.items.port: (22 or true)`,
    'request_parameters @? $1::jsonpath',
    ['$."items"[*]."port" ? (@ == "22" || @ == 22 || @ == "true" || @ == true)'],
  ],
  [`${F}.p: 022`, 'request_parameters @? $1::jsonpath', ['$."p" ? (@ == "022")']],
  [`"${F}.a\\"b": "c\\"d"`, 'request_parameters @? $1::jsonpath', ['$."a\\"b" ? (@ == "c\\"d")']],
  [`${F}.p: *`, 'request_parameters @? $1::jsonpath', [`$."p"[*] ? (${SCALARS})`]],
  [
    `${F}.p: x*`,
    `exists (select 1 from jsonb_path_query(request_parameters, $1::jsonpath) as item where (item #>> '{}') like $2)`,
    [`$."p"[*] ? (${SCALARS})`, 'x%'],
  ],
  [`${F}: x`, 'request_parameters @? $1::jsonpath', ['$.** ? (@ == "x")']],
  [
    'aws.cloudtrail.flattened.digest.p: x',
    'extra @? $1::jsonpath',
    ['$."aws.cloudtrail.flattened.digest"[*]."p" ? (@ == "x")'],
  ],
  [`${F}.p: "\\ud800"`, 'false', []],
  // derived values
  ['event.id: x', `(coalesce(extra ->> 'event.id', event_id::text)) = $1`, ['x']],
  // nesting
  [
    'user.name: a or event.action: b and not (cloud.region: c or user.id: d)',
    '(user_name = $1 or (event_action = $2 and ((cloud_region = $3 or user_id = $4)) is not true))',
    ['a', 'b', 'c', 'd'],
  ],
];

describe('kqlToSql', () => {
  test.each(CASES)('%s', (query, text, values) => {
    expect(sql(query)).toEqual({ text, values });
  });

  test('the user-data rule is one look-up by provider, action and outcome', () => {
    const payload = 'request_parameters_text';
    const query = `event.dataset: "aws.cloudtrail" and event.provider: "ec2.amazonaws.com"
      and event.action: "DescribeInstanceAttribute" and event.outcome: "success"
      and aws.cloudtrail.request_parameters: (*attribute=userData* and *instanceId*)
      and not aws.cloudtrail.user_identity.invoked_by: ("AWS Internal" or "cloudformation.amazonaws.com")`;

    expect(sql(query)).toEqual({
      text:
        '(event_provider = $1 and event_action = $2 and event_outcome = $3' +
        ` and (${payload} like $4 and ${within(payload, 8191)}) and (${payload} like $5 and ${within(payload, 8191)})` +
        ' and (invoked_by = any($6::text[])) is not true)',
      values: [
        'ec2.amazonaws.com',
        'DescribeInstanceAttribute',
        'success',
        '%attribute=userData%',
        '%instanceId%',
        ['AWS Internal', 'cloudformation.amazonaws.com'],
      ],
    });
  });

  test('parameters can be numbered from anywhere and columns named through an alias', () => {
    const options = { startIndex: 5, alias: 'e' };

    expect(sql('user.name: x and group.name: y and related.hash: z', options)).toEqual({
      text: `(e.user_name = $5 and (e.extra ->> 'group.name') = $6 and e.extra @? $7::jsonpath)`,
      values: ['x', 'y', '$."related.hash" ? (@ == "z")'],
    });
    expect(sql('cloud.service.name: s3', options).text).toBe(
      `(select substring(event_provider from '^(.*)\\.amazonaws\\.com$') from (select e.*) as event_row) = $5`,
    );
  });

  test('an alias that is no plain name is a programming error', () => {
    expect(() => sql('', { alias: 'e; drop table event' })).toThrow(
      'unsafe table alias "e; drop table event"',
    );
  });

  test('free text asks every default field with one parameter', () => {
    const { text, values } = sql('Mallory*100%');

    expect(values.slice(0, 1)).toEqual(['%mallory%100\\%%']);
    expect(text).toContain(`(lower(user_name collate "C") like $1 and ${within('user_name')})`);
    expect(sql('not mallory').text).toMatch(/^\(\(.*\)\) is not true$/s);
  });

  test('no text of the query reaches the statement', () => {
    const hostile = `'; drop table event; --`;
    const fields = ['user.name', 'user.email', 'related.user', 'event.category', `${F}.x`, F, 'event.id'];
    const query = fields.map(
      (name) => `${name}: "${hostile}" or ${name}: *${hostile}* or ${name} > "${hostile}"`,
    );

    expect(sql(`${query.join(' or ')} or "${F}.${hostile}": *`).text).not.toContain('drop');
  });

  test('more values than the protocol can carry is refused with a sentence', { timeout: 60_000 }, () => {
    const query = Array.from({ length: 60_001 }, (_, i) => `user.name > a${i}`).join(' or ');

    expect(() => sql(query)).toThrow(/^The query has more than 60,000 different values: split it/);
  });
});
