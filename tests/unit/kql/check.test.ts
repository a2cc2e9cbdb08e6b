import { describe, expect, test } from 'vitest';
import { checkKql, parseQuery } from '../../../lib/kql';
import { cpuMs } from './support';

const PROBLEMS: ReadonlyArray<readonly [query: string, severity: string, marked: string, message: string]> = [
  [
    'user.nam: x',
    'warning',
    'user.nam',
    'There is no field user.nam: this never matches. Did you mean user.name?',
  ],
  [
    'eventName: x',
    'warning',
    'eventName',
    'There is no field eventName: this never matches. Did you mean event.action?',
  ],
  [
    'userIdentity.arn: *',
    'warning',
    'userIdentity.arn',
    'There is no field userIdentity.arn: this never matches. Did you mean aws.cloudtrail.user_identity.arn?',
  ],
  [
    'requestParameters.instanceId > x',
    'warning',
    'requestParameters.instanceId',
    'There is no field requestParameters.instanceId: this never matches. Did you mean aws.cloudtrail.flattened.request_parameters.instanceId?',
  ],
  ['zzz.qqq: 1', 'warning', 'zzz.qqq', 'There is no field zzz.qqq: this never matches.'],
  ['zzz.*: 1', 'warning', 'zzz.*', 'No field is named like zzz.*: this never matches.'],
  [
    'source.as.number: (1 or abc)',
    'error',
    'abc',
    'source.as.number holds whole numbers, and "abc" is not one.',
  ],
  [
    'source.as.number: 1*',
    'error',
    '1*',
    'source.as.number holds whole numbers, which a wildcard cannot match.',
  ],
  [
    'source.ip: 10.*',
    'error',
    '10.*',
    'source.ip holds IP addresses, which a wildcard cannot match. Write a network, such as "10.0.0.0/8".',
  ],
  [
    'source.ip: 10.0.0.0/33',
    'error',
    '10.0.0.0/33',
    'source.ip holds IP addresses, and "10.0.0.0/33" is neither an address nor a network such as "10.0.0.0/8".',
  ],
  [
    'source.ip > 10.0.0.0/8',
    'error',
    '10.0.0.0/8',
    'A range of source.ip needs an IP address, and "10.0.0.0/8" is not one.',
  ],
  [
    'aws.cloudtrail.read_only: 1',
    'error',
    '1',
    'aws.cloudtrail.read_only is true or false, and "1" is neither.',
  ],
  [
    'aws.cloudtrail.read_only > true',
    'error',
    'true',
    'aws.cloudtrail.read_only is true or false: write aws.cloudtrail.read_only: true or aws.cloudtrail.read_only: false.',
  ],
  [
    '@timestamp > soon',
    'error',
    'soon',
    '@timestamp holds dates, and "soon" is not one: write 2023-07-10, "2023-07-10T11:55:35Z" or now-1d.',
  ],
  [
    'user.name: null',
    'error',
    'null',
    'null is no value to search for: write not user.name: * to find events without the field.',
  ],
  ['user.name > a*', 'error', 'a*', 'A range needs a plain value: take the * out, or write \\* for a star.'],
  [
    'source.geo.location: x',
    'error',
    'x',
    'source.geo.location holds coordinates: only source.geo.location: * (is it there?) can be asked of it.',
  ],
  ['event.kind > x', 'error', 'x', 'event.kind is the same on every event: a range of it means nothing.'],
  [
    'user: { name: x }',
    'error',
    'user',
    'CloudTrail events have no nested fields: write user.<key>: … instead of user: { … }.',
  ],
  [
    `user.name: ${'x'.repeat(1025)}`,
    'warning',
    'x'.repeat(1025),
    'user.name is searchable up to 1024 characters only.',
  ],
  [
    'user.name: "\\u0000"',
    'warning',
    '"\\u0000"',
    'The value holds a character that no stored text can hold.',
  ],
];

describe('checkKql', () => {
  test.each(PROBLEMS)('%s', (query, severity, marked, message) => {
    const problems = checkKql(parseQuery(query));

    expect(problems.map((each) => [each.severity, query.slice(each.start, each.end), each.message])).toEqual([
      [severity, marked, message],
    ]);
  });

  test.each([
    '',
    'user.name: x and not source.ip: *',
    'source.ip: ("10.0.0.0/8" or "::1" or *)',
    'source.as.number: ("22" or -1) and aws.cloudtrail.read_only: "true"',
    'aws.cloudtrail.flattened.request_parameters.anything.at.all: (1 or true or x*)',
    '@timestamp >= now-1d/d and @timestamp: (2023 or "2023-07-10T11:55:35.000Z" or 1688990135000)',
    'source.*: 22 and *: x',
    'free text or *',
  ])('%j is fine', (query) => {
    expect(checkKql(parseQuery(query))).toEqual([]);
  });

  test('problems come in the order of the text, with names to offer', () => {
    const problems = checkKql(parseQuery('eventSource: x or (source.as.number: y and not usr.name: z)'));

    expect(problems.map(({ severity, suggestions }) => [severity, suggestions])).toEqual([
      ['warning', ['event.provider']],
      ['error', []],
      ['warning', ['user.name']],
    ]);
  });

  test('a field pattern is an error only when the value fits none of its fields', () => {
    expect(checkKql(parseQuery('source.as.num*: abc'))).toHaveLength(1);
    expect(checkKql(parseQuery('source.as.*: abc'))).toEqual([]);
  });

  test('a megabyte of faults is reported briefly and soon', { timeout: 60_000 }, () => {
    const query = Array.from({ length: 40_000 }, (_, i) => `wrong.field${i}: x`).join(' or ');
    const ast = parseQuery(query);

    expect(checkKql(ast)).toHaveLength(100);
    expect(cpuMs(() => checkKql(ast))).toBeLessThan(1000);
  });
});
