import { beforeEach, describe, expect, test } from 'vitest';
import type { JsonObject } from '@/lib/ecs';
import { searchEvents } from '@/lib/events/search';
import { partitionMonth } from '@/lib/ingest/ensure-months';
import { ingestFiles, ingestRecords, testFolder } from '../../support/bundles';
import { testDatabase } from '../../support/database';
import { emptyDatabase } from '../../support/detection';
import { call, eventId, jsonLines } from '../../support/records';
import { storedRecords } from '../../support/stored';

const database = testDatabase();
const folder = testFolder();
const T = '2026-03-20T12:00:00Z';

beforeEach(() => emptyDatabase(database.db));

/** Text of one code unit in three bytes each that no compression shrinks. */
function incompressible(length: number): string {
  let state = 12_345;
  return Array.from({ length }, () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return String.fromCharCode(0x4e00 + (state % 20_000));
  }).join('');
}

describe('whatever a record holds, it is stored and its record reads back', () => {
  test.each<[string, JsonObject]>([
    [
      'NUL, lone surrogates, backslashes, tabs and line breaks',
      { userAgent: 'a\0b\ud800c\\\\d\te\r\nf\\N\\.g\udfff' },
    ],
    ['the end-of-data mark of COPY', { userAgent: '\\.', eventName: '\\.', errorMessage: '\\N' }],
    ['a user agent of 10 MB', { userAgent: 'x'.repeat(10_000_000) }],
    [
      'a request parameter of 1 MB',
      { requestParameters: { value: 'y'.repeat(1_000_000), '\0': ['\ud800', { '\\': '\0' }] } },
    ],
    ['an error message of 1 MB', { errorCode: 'E'.repeat(1_000_000), errorMessage: '\0'.repeat(1_000_000) }],
    [
      'a region and an account of 1 MB',
      {
        awsRegion: 'r'.repeat(1_000_000),
        recipientAccountId: 'a'.repeat(1_000_000),
        userIdentity: { type: 'Root', accountId: 'b'.repeat(1_000_000) },
      },
    ],
    [
      'a region and an account that no index entry holds',
      { awsRegion: incompressible(1024), userIdentity: { type: 'Root', accountId: incompressible(1024) } },
    ],
    [
      'names that no index entry holds',
      {
        eventName: incompressible(1024),
        sourceIPAddress: incompressible(1000),
        userIdentity: { type: 'IAMUser', arn: incompressible(1024), accessKeyId: incompressible(1024) },
      },
    ],
    [
      'a host that no index entry holds',
      {
        requestParameters: { Host: incompressible(1024) },
        tlsDetails: { clientProvidedHostHeader: incompressible(1020) },
      },
    ],
    ['numbers of any size', { requestParameters: { a: 1e308, b: -1.5e-300, c: [2 ** 53, 0.1, -0] } }],
    [
      'lists in lists and objects in objects',
      { requestParameters: { a: [[[['deep']]]], b: { c: { d: { e: {} } } } } },
    ],
    [
      'values of the wrong types',
      {
        userAgent: 5,
        sourceIPAddress: ['10.0.0.1'],
        readOnly: 'perhaps',
        eventName: { a: 1 },
        resources: 'none',
        userIdentity: 'me',
        requestParameters: 'text',
        responseElements: [1, 'x'],
        tlsDetails: 7,
        awsRegion: true,
        managementEvent: 'yes',
        vpcEndpointId: {},
      },
    ],
    [
      'keys of the prototype',
      {
        requestParameters: JSON.parse(
          '{"__proto__":{"x":1},"constructor":"c","toString":null}',
        ) as JsonObject,
      },
    ],
    ['addresses that are none', { sourceIPAddress: 'fe80::1%eth0' }],
    ['an address with a port', { sourceIPAddress: '10.0.0.1:443' }],
    [
      'quotes and braces of array literals',
      { requestParameters: { Host: 'a"b\\c{d},e\nf' }, additionalEventData: { x: '","' } },
    ],
  ])('%s', async (_, changes) => {
    const record = call(1, T, changes);
    const { bundle, errors } = await ingestRecords(database.system, folder, [call(0, T), record, call(2, T)]);

    expect(errors).toEqual([]);
    expect(bundle).toMatchObject({ inserted: 3, status: 'done' });
    expect((await storedRecords(database.db)).get(eventId(1))).toBe(JSON.stringify(record));
  });

  test.each([
    [
      'numbers that no double holds',
      '"requestParameters":{"a":1e999999,"b":-1e400,"c":0.1e-999999,"d":123456789012345678901234567890}',
    ],
    ['a number of 200,000 digits', `"requestParameters":{"a":${'9'.repeat(200_000)}}`],
    ['bytes that are no UTF-8', '"userAgent":"a\u00ff\u00feb"'],
    ['escapes for everything', '"userAgent":"\\u0000\\ud83d\\ude00\\udc00\\b\\f"'],
    ['300 levels', `"requestParameters":${'{"a":'.repeat(300)}1${'}'.repeat(300)}`],
  ])('%s', async (_, member) => {
    const text = `{"eventID":"${eventId(1)}","eventTime":"${T}","eventName":"X","awsRegion":"r",${member}}\n`;
    const file = Buffer.concat([Buffer.from(text, 'latin1'), Buffer.from(jsonLines([call(2, T)]))]);
    const { bundle } = await ingestFiles(database.system, await folder.write('odd.jsonl', file));

    expect(bundle).toMatchObject({ inserted: 2, errors: 0, status: 'done' });
  });

  test.each([
    ['a raw NUL', '{"eventID":"x\0y"}'],
    ['a raw control character', '{"eventID":"x\u0001y"}'],
    ['bytes that are no UTF-8', '{"eventID":"\u00ff" "\u00fe"}'],
    ['a NUL where a value should be', '{"eventID":\0}'],
    ['levels without end', `{"eventTime":${'['.repeat(5000)}${']'.repeat(5000)}}`],
  ])('what is no JSON because of %s is reported, and the rest kept', async (_, broken) => {
    const lines = Buffer.concat([
      Buffer.from(jsonLines([call(1, T)])),
      Buffer.from(`${broken}\n`, 'latin1'),
      Buffer.from(jsonLines([call(2, T)])),
    ]);
    const { bundle, errors } = await ingestFiles(database.system, await folder.write('broken.jsonl', lines));

    expect(bundle).toMatchObject({ inserted: 2, status: 'done' });
    expect(errors).toHaveLength(1);
  });
});

describe('times far off', () => {
  async function partitionOf(n: number): Promise<string | undefined> {
    const { rows } = await database.db.pool.query<{ name: string }>(
      'select tableoid::regclass::text as name from event where event_id = $1',
      [eventId(n)],
    );
    return rows[0]?.name;
  }

  test('go to the default partition, others to one of their month', async () => {
    const { bundle } = await ingestRecords(database.system, folder, [
      call(1, '1970-01-01T00:00:00Z'),
      call(2, '9999-12-31T23:59:59Z'),
      call(3, '2004-12-31T23:59:59Z'),
      call(4, '2021-12-31T23:59:59Z'),
      call(5, '2022-01-01T00:00:00Z'),
    ]);

    expect(bundle).toMatchObject({ inserted: 5, firstEvent: '1970-01-01T00:00:00.000Z' });
    expect(await Promise.all([1, 2, 3, 4, 5].map(partitionOf))).toEqual([
      'event_store.event_other',
      'event_store.event_other',
      'event_store.event_other',
      'event_store.event_2021_12',
      'event_store.event_2022_01',
    ]);
  });

  test('a time whose offset leads past the year 9999 loses nothing but itself at most', async () => {
    const { bundle } = await ingestRecords(database.system, folder, [
      call(1, T),
      call(2, '9999-12-31T23:59:59-05:00'),
      call(3, '1970-01-01T00:00:00+05:00'),
    ]);

    expect(bundle.status).toBe('done');
    expect([...(await storedRecords(database.db)).keys()]).toContain(eventId(1));
    expect(bundle.inserted + bundle.errors).toBe(3);
  });

  test('are found by time like others', async () => {
    await ingestRecords(database.system, folder, [call(1, '1970-01-01T00:00:00Z'), call(2, T)]);

    const found = await searchEvents({ ctx: database.analyst, input: { query: '@timestamp < 1971' } });

    expect(found.events.map((event) => event.eventId)).toEqual([eventId(1)]);
  });

  test.each([
    ['2023-07-10T11:55:35.000Z', '2023-07'],
    ['2005-01-01T00:00:00.000Z', '2005-01'],
    ['2100-12-31T23:59:59.000Z', '2100-12'],
    ['2004-12-31T23:59:59.999Z', null],
    ['2101-01-01T00:00:00.000Z', null],
    ['+010000-01-01T00:00:00.000Z', null],
  ])('%s belongs to the month %s', (iso, month) => {
    expect(partitionMonth(iso)).toBe(month);
  });

  test('a month whose events lie in the default partition already goes on there', async () => {
    await database.db.pool.query(
      `insert into event (event_id, event_time, ingested_at, bundle_id, segment_id, record_offset, record_length, record_hash)
       values ($1, '2030-05-05T00:00:00Z', now(), 0, 0, 0, 0, 0)`,
      [eventId(50)],
    );

    const { bundle } = await ingestRecords(database.system, folder, [call(1, '2030-05-06T00:00:00Z')]);

    expect(bundle).toMatchObject({ inserted: 1, status: 'done' });
    expect(await partitionOf(1)).toBe('event_store.event_other');
  });
});
