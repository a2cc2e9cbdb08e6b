import { beforeAll, describe, expect, test } from 'vitest';
import type { EcsEvent } from '@/lib/ecs';
import { testDatabase } from '../../support/database';
import { esqlColumns } from '../../support/esql';
import { storeEvents } from '../../support/events';

const database = testDatabase();

const EVENT: EcsEvent = {
  '@timestamp': '2024-05-15T10:47:30.250Z',
  'event.action': 'GetObject',
  'event.provider': 's3.amazonaws.com',
  'event.type': ['start', 'info'],
  'event.category': ['web'],
  'user.name': 'Ann_100%',
  'source.ip': '10.1.2.3',
  'source.as.number': 7,
  'aws.cloudtrail.read_only': true,
  'aws.cloudtrail.request_parameters': '{bucketName=logs,\nkey=a/b.js}',
  'aws.cloudtrail.console_login.additional_eventdata.mfa_used': false,
  'user.target.id': 'AIDA1',
  'aws.cloudtrail.resources': [{ arn: 'arn:b' }, { arn: 'arn:a', type: 'T' }, { arn: 'arn:b' }],
  'aws.cloudtrail.flattened.request_parameters': { port: 22, items: [{ cidr: '10/8' }, { cidr: '0/0' }] },
};

beforeAll(() => storeEvents(database.db, [EVENT]));

/** What an expression gives for the event above. */
async function computed(expression: string): Promise<unknown> {
  const rows = await esqlColumns(database.db, `FROM logs-aws.cloudtrail-* | EVAL x = ${expression} | KEEP x`);
  const [row] = rows;
  return row?.x;
}

/** `missing` and `many` stand for a field without and with several values. */
function spelled(expression: string): string {
  return expression.replaceAll('missing', 'user.email').replaceAll('many', 'event.type');
}

function given(cases: ReadonlyArray<readonly [expression: string, expected: unknown]>): void {
  test.each(cases)('%s is %j', async (expression, expected) => {
    const value = await computed(spelled(expression));
    expect(value instanceof Date ? value.toISOString() : value).toEqual(expected);
  });
}

describe('fields of every storage', () => {
  given([
    ['event.action', 'GetObject'],
    ['event.dataset', 'aws.cloudtrail'],
    ['cloud.service.name', 's3'],
    ['user.target.id', 'AIDA1'],
    ['aws.cloudtrail.console_login.additional_eventdata.mfa_used', false],
    ['aws.cloudtrail.read_only', true],
    ['source.as.number', 7],
    ['source.ip', '10.1.2.3'],
    ['@timestamp', '2024-05-15T10:47:30.250Z'],
    ['event.type', ['info', 'start']],
    ['aws.cloudtrail.resources.arn', ['arn:a', 'arn:b']],
    ['aws.cloudtrail.resources.type', ['T']],
    ['aws.cloudtrail.flattened.request_parameters.port', ['22']],
    ['aws.cloudtrail.flattened.request_parameters.items.cidr', ['0/0', '10/8']],
    ['related.hash', null],
  ]);
});

describe('three-valued logic', () => {
  given([
    ['missing == "x"', null],
    ['missing != "x"', null],
    ['NOT missing == "x"', null],
    ['missing == "x" OR true', true],
    ['missing == "x" AND false', false],
    ['missing IN ("x")', null],
    ['missing NOT IN ("x")', null],
    ['user.name IN ("x", null)', null],
    ['user.name IN ("Ann_100%", null)', true],
    ['missing LIKE "*"', null],
    ['missing RLIKE ".*"', null],
    ['missing IS NULL', true],
    ['missing IS NOT NULL', false],
    ['many IS NULL', false],
    ['related.hash IS NULL', true],
    ['many == "info"', null],
    ['many IN ("info", "start")', null],
    ['many LIKE "info"', null],
    ['event.category == "web"', true],
    ['LENGTH(many)', null],
    ['CONCAT("a", missing)', null],
    ['true IN (event.action == "x", source.as.number == 7)', true],
  ]);
});

describe('comparison and patterns', () => {
  given([
    ['event.action == "getobject"', false],
    ['event.action =~ "getobject"', true],
    ['"a" < "B"', false],
    ['source.as.number < 7.5', true],
    ['source.as.number == 7.0', true],
    ['source.ip == "10.1.2.3"', true],
    ['source.ip IN ("10.1.2.4", "10.1.2.3")', true],
    ['@timestamp >= "2024-05-15"', true],
    ['@timestamp < "2024-05-15T10:47:30.250Z"', false],
    ['aws.cloudtrail.read_only == "true"', true],
    ['event.action LIKE "Get*"', true],
    ['event.action LIKE "get*"', false],
    ['event.action LIKE "Ge?Object"', true],
    ['event.action LIKE "Object"', false],
    ['event.action LIKE ("Put*", "Get*")', true],
    ['event.action NOT LIKE "Get*"', false],
    ['user.name LIKE "Ann_1*"', true],
    ['event.action LIKE "Get_bject"', false],
    ['"a*b" LIKE "a\\\\*b"', true],
    ['"axb" LIKE "a\\\\*b"', false],
    ['aws.cloudtrail.request_parameters LIKE "*bucketName=logs*key*"', true],
    ['aws.cloudtrail.request_parameters RLIKE """.*bucketName=[a-z]+,.*"""', true],
    ['event.action RLIKE "Object"', false],
    ['event.action RLIKE "(Put|Get)Obj.{3}"', true],
    ['user.name RLIKE """Ann_100%"""', true],
    ['"a^b$" RLIKE "a^b$"', true],
    ['KQL("event.action: Get* and not user.email: *")', true],
  ]);
});

describe('arithmetic', () => {
  given([
    ['1 + 2 * 3', 7],
    ['7 / 2', 3],
    ['-7 / 2', -3],
    ['7 / 2.0', 3.5],
    ['7 % 4', 3],
    ['-7 % 4', -3],
    ['1 / 0', null],
    ['1.0 / 0', null],
    ['1 % 0', null],
    ['9223372036854775807 + 1', null],
    ['-(1 - 3)', 2],
    ['5.5 % 2', 1.5],
    ['1::double / 4', 0.25],
    ['ROUND(2.5)', 3],
    ['ROUND(-2.345, 2)', -2.35],
    ['ROUND(1234, -2)', 1200],
    ['ABS(-3)', 3],
    ['CEIL(1.2)', 2],
    ['FLOOR(-1.2)', -2],
    ['GREATEST(1, 5, 3)', 5],
    ['LEAST("b", "a")', 'a'],
    ['GREATEST(1, source.as.number, null)', null],
  ]);
});

describe('choices', () => {
  given([
    ['CASE(event.action == "GetObject", 1, 0)', 1],
    ['CASE(missing == "x", 1, 0)', 0],
    ['CASE(false, "a", true, "b", "c")', 'b'],
    ['CASE(false, "a")', null],
    ['CASE(true, 1, 2.5)', 1],
    ['CASE(true, many, "x")', ['info', 'start']],
    ['CASE(false, many, "x")', ['x']],
    ['COALESCE(missing, "y")', 'y'],
    ['COALESCE(related.hash, many)', ['info', 'start']],
    ['COALESCE(missing, null)', null],
  ]);
});

describe('text', () => {
  given([
    ['CONCAT("a", event.action, "b")', 'aGetObjectb'],
    ['STARTS_WITH(event.action, "Get")', true],
    ['STARTS_WITH(event.action, "get")', false],
    ['ENDS_WITH(event.action, "ject")', true],
    ['ENDS_WITH(event.action, "")', true],
    ['CONTAINS(event.action, "tOb")', true],
    ['LENGTH("äö")', 2],
    ['LOCATE("abcab", "b")', 2],
    ['TRIM("  a b ")', 'a b'],
    ['LTRIM(" a ")', 'a '],
    ['RTRIM(" a ")', ' a'],
    ['TO_UPPER("aB")', 'AB'],
    ['TO_LOWER(many)', ['info', 'start']],
    ['LEFT("abc", 2)', 'ab'],
    ['RIGHT("abc", 2)', 'bc'],
    ['SUBSTRING("abcd", 2, 2)', 'bc'],
    ['SUBSTRING("abcd", -3, 2)', 'bc'],
    ['SUBSTRING("abcd", 0)', 'abcd'],
    ['REVERSE("abc")', 'cba'],
    ['REPLACE("a1b22", "[0-9]+", "<$0>")', 'a<1>b<22>'],
    ['REPLACE("john doe", """(\\w+) (\\w+)""", "$2 $1")', 'doe john'],
    ['SPLIT("a,b,c", ",")', ['a', 'b', 'c']],
    ['TO_BASE64("héé")', 'aMOpw6k='],
    ['FROM_BASE64("aMOpw6k=")', 'héé'],
    ['FROM_BASE64("aGk")', 'hi'],
    ['FROM_BASE64("no base64!")', null],
    // 61 00 62: a zero byte between two letters. 61 ff: no UTF-8. 5c 30 30 30 is the text \000.
    ['FROM_BASE64("YQBi")', 'ab'],
    ['FROM_BASE64("Yf8=")', 'aÿ'],
    ['FROM_BASE64("XDAwMA==")', '\\000'],
  ]);
});

describe('conversions, null where they fail', () => {
  given([
    ['TO_STRING(source.ip)', '10.1.2.3'],
    ['TO_STRING(@timestamp)', '2024-05-15T10:47:30.250Z'],
    ['TO_STRING(1.0)', '1.0'],
    ['TO_STRING(1.25)', '1.25'],
    ['TO_STRING(true)', 'true'],
    ['TO_LONG("12")', 12],
    ['TO_LONG("1.6")', 2],
    ['TO_LONG("x")', null],
    ['TO_LONG("99999999999999999999")', null],
    ['TO_INTEGER(3000000000)', null],
    ['TO_LONG(2.5)', 3],
    ['TO_LONG(true)', 1],
    ['TO_LONG("1970-01-01T00:00:01Z"::date)', 1000],
    ['TO_DOUBLE("1e3")', 1000],
    ['TO_DOUBLE("1e999")', null],
    ['TO_BOOLEAN("TRUE")', true],
    ['TO_BOOLEAN("yes")', false],
    ['TO_BOOLEAN(0)', false],
    ['TO_DATETIME("2024-02-29T01:02:03Z")', '2024-02-29T01:02:03.000Z'],
    ['TO_DATETIME("2024-02-29T01:02:03+02:00")', '2024-02-28T23:02:03.000Z'],
    ['TO_DATETIME("2023-02-29")', null],
    ['TO_DATETIME("0000-01-01")', null],
    ['TO_DATETIME(1000)', '1970-01-01T00:00:01.000Z'],
    ['TO_IP("10.0.0.1")', '10.0.0.1'],
    ['TO_IP("10.0.0.256")', null],
    ['TO_IP("10.0.0.1.")', null],
    ['TO_IP("2600:1f18::7")', '2600:1f18::7'],
    ['TO_IP("::1")', '::1'],
    ['TO_IP("::")', '::'],
    ['TO_IP("1::2::3")', null],
    ['TO_IP("1:2:3:4:5:6:7:8:9")', null],
    ['TO_IP(event.action)', null],
    ['CIDR_MATCH(source.ip, "192.168.0.0/16", "10.0.0.0/8")', true],
    ['CIDR_MATCH(source.ip, "10.1.2.4/32")', false],
  ]);
});

describe('dates', () => {
  given([
    ['NOW()', '2024-05-01T12:00:00.000Z'],
    ['NOW() - 1 hour', '2024-05-01T11:00:00.000Z'],
    ['NOW() + 1 month', '2024-06-01T12:00:00.000Z'],
    ['DATE_TRUNC(10 seconds, @timestamp)', '2024-05-15T10:47:30.000Z'],
    ['DATE_TRUNC(30 minutes, @timestamp)', '2024-05-15T10:30:00.000Z'],
    // 7 hours do not divide a day: 10:00 is hour 476,602 since 1970, which is 68,086 × 7.
    ['DATE_TRUNC(7 hours, @timestamp)', '2024-05-15T10:00:00.000Z'],
    ['DATE_TRUNC(5 hours, @timestamp)', '2024-05-15T08:00:00.000Z'],
    ['DATE_TRUNC(1 day, @timestamp)', '2024-05-15T00:00:00.000Z'],
    ['DATE_TRUNC(1 week, @timestamp)', '2024-05-13T00:00:00.000Z'],
    ['DATE_TRUNC(1 month, @timestamp)', '2024-05-01T00:00:00.000Z'],
    ['DATE_TRUNC(3 months, @timestamp)', '2024-04-01T00:00:00.000Z'],
    ['DATE_TRUNC(1 year, @timestamp)', '2024-01-01T00:00:00.000Z'],
    ['BUCKET(@timestamp, 1 hour)', '2024-05-15T10:00:00.000Z'],
    ['DATE_DIFF("seconds", "2024-01-01T00:00:00Z", "2024-01-01T00:00:59.999Z")', 59],
    ['DATE_DIFF("minutes", "2024-01-01T00:01:59Z", "2024-01-01T00:00:00Z")', -1],
    ['DATE_DIFF("months", "2024-01-31T00:00:00Z", "2024-02-29T00:00:00Z")', 0],
    ['DATE_DIFF("year", "2023-01-01T00:00:00Z", "2024-12-31T00:00:00Z")', 1],
  ]);
});

describe('several values', () => {
  given([
    ['MV_COUNT(many)', 2],
    ['MV_COUNT(missing)', null],
    ['MV_COUNT(event.action)', 1],
    ['MV_FIRST(many)', 'info'],
    ['MV_LAST(many)', 'start'],
    ['MV_FIRST(event.action)', 'GetObject'],
    ['MV_MIN(aws.cloudtrail.resources.arn)', 'arn:a'],
    ['MV_MAX(aws.cloudtrail.resources.arn)', 'arn:b'],
    ['MV_SUM([1, 2, 3])', 6],
    ['MV_AVG([1, 2])', 1.5],
    ['MV_DEDUPE(["b", "a", "b"])', ['a', 'b']],
    ['MV_SORT(["b", "a", "b"])', ['a', 'b', 'b']],
    ['MV_APPEND(many, event.action)', ['info', 'start', 'GetObject']],
    ['MV_APPEND(many, missing)', null],
    ['MV_CONTAINS(many, "info")', true],
    ['MV_CONTAINS(many, ["info", "x"])', false],
    ['MV_CONCAT(many, "; ")', 'info; start'],
    ['MV_CONCAT(related.hash, "; ")', null],
    ['TO_STRING([1, 2])', ['1', '2']],
  ]);
});
