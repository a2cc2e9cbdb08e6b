import { beforeEach, expect, test } from 'vitest';
import type { JsonObject } from '@/lib/ecs';
import { compareConflict } from '@/lib/events/compare-conflict';
import { getEvent } from '@/lib/events/get';
import { listConflicts } from '@/lib/events/list-conflicts';
import { ingestFiles, testFolder } from '../../support/bundles';
import { testDatabase } from '../../support/database';
import { emptyDatabase } from '../../support/detection';
import { call, eventId, recordsFile } from '../../support/records';

const database = testDatabase();
const folder = testFolder();
const T = '2026-03-20T12:00:00Z';
const original = call(1, T);
const forged = call(1, T, { userAgent: 'someone else', requestParameters: { Host: 'other' } });

beforeEach(() => emptyDatabase(database.db));

async function ingest(name: string, ...records: JsonObject[]): Promise<number> {
  return (await ingestFiles(database.system, await folder.write(name, recordsFile(records)))).bundle.id;
}

test('a conflict names both places, by bundle, file and byte, from either side', async () => {
  const one = await ingest('one.json', call(2, T), original);
  const two = await ingest('two.json', forged);
  const offset = Buffer.byteLength(`{"Records":[${JSON.stringify(call(2, T))},`);

  const list = (input: object) => listConflicts({ ctx: database.analyst, input });
  const page = await list({ bundle: two });
  expect(page).toEqual({
    total: 1,
    nextAfter: null,
    conflicts: [
      {
        id: expect.any(Number),
        eventId: eventId(1),
        eventTime: '2026-03-20T12:00:00.000Z',
        action: 'ListBuckets',
        provider: 's3.amazonaws.com',
        event: {
          bundleId: one,
          bundleName: 'one.json',
          memberId: expect.any(Number),
          member: 'one.json',
          offset,
          length: Buffer.byteLength(JSON.stringify(original)),
        },
        other: {
          bundleId: two,
          bundleName: 'two.json',
          memberId: expect.any(Number),
          member: 'two.json',
          offset: Buffer.byteLength('{"Records":['),
          length: Buffer.byteLength(JSON.stringify(forged)),
        },
      },
    ],
  });
  expect(await list({ bundle: one })).toEqual(page);
  expect(await list({ event: eventId(1) })).toEqual(page);
  expect(await list({ event: eventId(2) })).toMatchObject({ total: 0, conflicts: [] });
});

test('a comparison shows both records as they came and what differs', async () => {
  await ingest('one.json', original);
  await ingest('two.json', forged);
  const [conflict] = (await listConflicts({ ctx: database.analyst, input: {} })).conflicts;

  const compared = await compareConflict({ ctx: database.analyst, input: { id: conflict?.id ?? 0 } });
  expect(compared).toMatchObject({
    eventRaw: JSON.stringify(original),
    otherRaw: JSON.stringify(forged),
    changesTotal: 2,
    changes: [
      { path: 'userAgent', kind: 'changed', event: '"aws-cli/2.17.4"', other: '"someone else"' },
      { path: 'requestParameters.Host', kind: 'changed' },
    ],
  });
  await expect(compareConflict({ ctx: database.analyst, input: { id: 0 } })).rejects.toMatchObject({
    code: 'not_found',
  });
});

test('conflicts are paged in the order in which they were found', async () => {
  await ingest('many.json', ...[1, 2, 3].map((n) => call(n, T)));
  await ingest('forged.json', ...[1, 2, 3].map((n) => call(n, T, { userAgent: 'x' })));

  const first = await listConflicts({ ctx: database.analyst, input: { limit: 2 } });
  const rest = await listConflicts({
    ctx: database.analyst,
    input: { limit: 2, after: first.nextAfter ?? 0 },
  });
  const ids = [...first.conflicts, ...rest.conflicts].map((conflict) => conflict.eventId);
  expect([first.total, rest.total, rest.nextAfter]).toEqual([3, 3, null]);
  expect(ids).toEqual([1, 2, 3].map(eventId));
});

test('an event tells where it lies, who else holds it, and what contradicts it', async () => {
  const one = await ingest('one.json', original);
  const copy = await ingest('copy.json', call(7, T), original);
  const same = await ingest('same.json', original);
  await ingest('forged.json', forged);

  const event = await getEvent({ ctx: database.analyst, input: { id: eventId(1) } });
  expect(event).toMatchObject({
    bundleId: one,
    member: 'one.json',
    recordOffset: Buffer.byteLength('{"Records":['),
    recordLength: Buffer.byteLength(JSON.stringify(original)),
    holdingsTotal: 2,
    conflictsTotal: 1,
  });
  expect(
    event.holdings.map(({ bundleId, member, offset, sameFile }) => [bundleId, member, offset, sameFile]),
  ).toEqual([
    [copy, 'copy.json', Buffer.byteLength(`{"Records":[${JSON.stringify(call(7, T))},`), false],
    [same, 'same.json', event.recordOffset, true],
  ]);
  expect(event.conflicts).toMatchObject([{ other: { member: 'forged.json' } }]);
});
