import path from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { installCatalog } from '@/lib/rules/install-catalog';
import { expectedAlerts, generateSample, writeSample } from '@/lib/sample';
import { ingestFiles, testFolder } from '../../support/bundles';
import { testDatabase } from '../../support/database';
import { evaluate } from '../../support/detection';
import { jsonLines } from '../../support/records';

const database = testDatabase();
const folder = testFolder();

async function facts() {
  const alerts = await database.db.prisma.alert.findMany({ orderBy: [{ eventTime: 'asc' }] });
  return alerts.map((alert) => ({
    eventId: alert.eventId,
    eventTime: alert.eventTime.toISOString().replace('.000Z', 'Z'),
    principalArn: alert.principalArn,
    instanceId: alert.resource,
    isColdStart: (alert.history as { coldStart?: boolean }).coldStart,
  }));
}

const expected = expectedAlerts.map(({ eventId, eventTime, principalArn, instanceId, isColdStart }) => ({
  eventId,
  eventTime,
  principalArn,
  instanceId,
  isColdStart,
}));

beforeAll(async () => {
  await installCatalog(database.db);
  await writeSample(path.join(folder.path, 'sample'));
});

test('the sample bundle raises exactly the alerts its story tells, and a second delivery changes nothing', {
  timeout: 240_000,
}, async () => {
  const delivered = generateSample().files.flatMap(({ records }) => records);
  const distinct = new Set(delivered.map(({ eventID }) => eventID)).size;

  const first = await ingestFiles(database.system, path.join(folder.path, 'sample'));
  const outcome = await evaluate(database.system);

  expect(first.bundle).toMatchObject({
    records: delivered.length,
    inserted: distinct,
    duplicates: delivered.length - distinct,
    conflicts: 0,
    errors: 0,
  });
  expect(outcome).toMatchObject({ opened: expected.length, superseded: 0, capped: 0 });
  expect(await facts()).toEqual(expected);

  const inOneFile = await folder.write('all.jsonl', jsonLines(delivered));
  const second = await ingestFiles(database.system, inOneFile);
  const again = await evaluate(database.system);

  expect(second.bundle).toMatchObject({ inserted: 0, duplicates: delivered.length, conflicts: 0 });
  expect(again).toMatchObject({ opened: 0, superseded: 0 });
  expect(await facts()).toEqual(expected);
});
