import { existsSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { searchEvents } from '@/lib/events/search';
import { installCatalog } from '@/lib/rules/install-catalog';
import { ingestFiles } from '../../support/bundles';
import { testDatabase } from '../../support/database';
import { emptyDatabase, evaluate } from '../../support/detection';

const CORPUS = path.resolve('../shared/corpus');
const database = testDatabase();

async function facts() {
  const alerts = await database.db.prisma.alert.findMany({ orderBy: [{ eventTime: 'asc' }] });
  return alerts.map((alert) => [
    alert.eventId,
    alert.principalArn,
    alert.resource,
    alert.eventTime.toISOString(),
    alert.supersededById,
  ]);
}

// Public data sets that are not part of the repository: named as skipped where they are absent.
describe.skipIf(!existsSync(CORPUS))('the corpus beside the repository', () => {
  beforeAll(() => installCatalog(database.db));
  beforeEach(() => emptyDatabase(database.db));

  test('invictus gives 2,900 events and two alerts, and the same two when it is uploaded again', async () => {
    const bertJan = 'arn:aws:iam::123837392027:user/bert-jan';
    const two = [
      [
        '8d919374-a95d-482e-9d3d-881be4bc638c',
        bertJan,
        'i-0dbc91f429e48eeed',
        '2023-07-10T11:55:35.000Z',
        null,
      ],
      [
        '00d9ea7a-80ac-4bce-9329-146c527a1dca',
        bertJan,
        'i-05c30218156bcc246',
        '2023-07-10T12:03:38.000Z',
        null,
      ],
    ];

    const first = await ingestFiles(database.system, path.join(CORPUS, 'invictus'));
    await evaluate(database.system);

    expect(first.bundle).toMatchObject({
      records: 2900,
      inserted: 2900,
      duplicates: 0,
      conflicts: 0,
      errors: 0,
    });
    expect(await facts()).toEqual(two);

    const second = await ingestFiles(database.system, path.join(CORPUS, 'invictus'));
    await evaluate(database.system);

    expect(second.bundle).toMatchObject({ records: 2900, inserted: 0, duplicates: 2900, conflicts: 0 });
    expect(await facts()).toEqual(two);
  });

  test('stratus gives 310 events and no alert, and its 15 denied reads of user data can be found', async () => {
    const { bundle } = await ingestFiles(database.system, path.join(CORPUS, 'stratus'));
    await evaluate(database.system);

    const denied = await searchEvents({
      ctx: database.analyst,
      input: {
        query:
          'event.action: DescribeInstanceAttribute and event.outcome: failure and aws.cloudtrail.error_code: "Client.UnauthorizedOperation" and aws.cloudtrail.flattened.request_parameters.attribute: userData',
      },
    });

    expect(bundle).toMatchObject({ records: 310, inserted: 310, errors: 0 });
    expect(await facts()).toEqual([]);
    expect(denied.total).toBe(15);
  });
});
