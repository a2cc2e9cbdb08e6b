import { beforeAll, describe, expect, test } from 'vitest';
import { testDatabase } from '../../support/database';
import { esqlColumns } from '../../support/esql';
import { storeEvents } from '../../support/events';

const database = testDatabase();

beforeAll(() => storeEvents(database.db, [{ '@timestamp': '2024-05-01T10:00:00.000Z' }]));

/** Applies GROK or DISSECT to a text, and tells what it captured. */
async function extract(command: string, text: string, pattern: string): Promise<Record<string, unknown>> {
  const [row] = await esqlColumns(
    database.db,
    `FROM logs-aws.cloudtrail-* | EVAL input = """${text}""" | ${command} input """${pattern}""" | DROP input, *.*, @timestamp`,
  );
  return { ...row };
}

const REQUEST = '{bucketName=logs, Host=logs.s3.amazonaws.com, x-amz-copy-source=a=b, key=dir/app.js}';

describe('GROK', () => {
  test.each([
    ['accessKeyId=%{NOTSPACE:key},', 'x accessKeyId=AKIA1, y', { key: 'AKIA1' }],
    ['modelId=(?<model>[^,}\\]]+)', '{modelId=m.v1:0, x=1}', { model: 'm.v1:0' }],
    [':(?<account>[0-9]{12}):', 'arn:aws:iam::123456789012:user/x', { account: '123456789012' }],
    ['.*accessKeyId=(?<key>AKIA[A-Z0-9]{4}).*', '{a=1, accessKeyId=AKIA1234, b=2}', { key: 'AKIA1234' }],
    ['%{WORD:verb} %{NUMBER:size:int}', 'GET 12', { verb: 'GET', size: 12 }],
    ['%{DATA:a}, %{GREEDYDATA:b}', 'x, y, z', { a: 'x', b: 'y, z' }],
    ['%{GREEDYDATA:a}, %{DATA:b}$', 'x, y, z', { a: 'x, y', b: 'z' }],
    ['from %{IP:ip}', 'from 10.0.0.300 from 10.0.0.30', { ip: '10.0.0.30' }],
    ['(?<a>x)?(?<b>y)', 'y', { a: null, b: 'y' }],
    ['(?:a|b)=(?<v>\\d+)', 'b=12', { v: '12' }],
    ['never (?<v>.)', 'something else', { v: null }],
    ['(?<line>.+)', 'first\nsecond', { line: 'first' }],
    ['^(?<v>second)$', 'first\nsecond', { v: 'second' }],
  ])('%s on %j', async (pattern, text, expected) => {
    expect(await extract('GROK', text, pattern)).toEqual(expected);
  });

  test('a name with dots is a column, and a missing text captures nothing', async () => {
    const rows = await esqlColumns(
      database.db,
      'FROM logs-aws.cloudtrail-* | GROK user.name """(?<Esql.first>.)""" | KEEP Esql.*',
    );

    expect(rows).toEqual([{ 'Esql.first': null }]);
  });
});

describe('DISSECT', () => {
  test.each([
    [
      '{%{?k}=%{bucket}, %{?k2}=%{host}, %{}=%{source}, key=%{key}}',
      REQUEST,
      { bucket: 'logs', host: 'logs.s3.amazonaws.com', source: 'a=b', key: 'dir/app.js' },
    ],
    ['%{a} %{rest}', 'one two three', { a: 'one', rest: 'two three' }],
    ['%{a},', 'one,two,three', { a: 'one' }],
    ['x=%{a}', ' x=1', { a: null }],
    ['%{a};%{b}', 'no delimiter', { a: null, b: null }],
    ['%{a->} %{b}', 'one    two', { a: 'one', b: 'two' }],
    ['%{a},%{b}', 'one,', { a: 'one', b: '' }],
    ['%{a}.*%{b}', 'one.*two', { a: 'one', b: 'two' }],
  ])('%s', async (pattern, text, expected) => {
    expect(await extract('DISSECT', text, pattern)).toEqual(expected);
  });

  test('+ joins what one name takes', async () => {
    const rows = await esqlColumns(
      database.db,
      'FROM logs-aws.cloudtrail-* | EVAL t = "a b c" | DISSECT t "%{x} %{y} %{+x}" APPEND_SEPARATOR="-" | KEEP x, y',
    );

    expect(rows).toEqual([{ x: 'a-c', y: 'b' }]);
  });
});

test('patterns that make backtracking engines run for ever answer at once', async () => {
  const text = `${'a'.repeat(4000)}!`;
  const started = performance.now();

  expect(await extract('GROK', text, '^(?<v>(?:a+)+)$')).toEqual({ v: null });
  expect(await extract('DISSECT', text, '%{a}a%{b}a%{c}a%{d}b%{e}')).toMatchObject({ a: null, e: null });
  expect(performance.now() - started).toBeLessThan(5000);
});
