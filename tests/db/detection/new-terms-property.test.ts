import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import type { JsonObject } from '@/lib/ecs';
import { DAY_MS, SECOND_MS } from '@/lib/time';
import { ingestRecords, testFolder } from '../../support/bundles';
import { testDatabase } from '../../support/database';
import { type AlertFacts, alertFacts, emptyDatabase, evaluate, installRule } from '../../support/detection';
import { call, DANA, EREN, eventId, user } from '../../support/records';

const database = testDatabase();
const folder = testFolder();
const WINDOW_MS = 14 * DAY_MS;
const START = Date.UTC(2026, 0, 31, 23, 59, 59);

beforeAll(() =>
  installRule(database.db, {
    query: 'event.action: "TagThing" and not aws.cloudtrail.error_code: *',
    fields: ['aws.cloudtrail.user_identity.arn', 'aws.cloudtrail.flattened.request_parameters.things'],
  }),
);

interface Happening {
  readonly at: number;
  readonly arn: string | null;
  /** One value, a list with repetitions, or nothing. */
  readonly things: readonly string[] | string | null;
  readonly isMatch: boolean;
}

const thing = fc.constantFrom('x', 'y', '7');
const happening: fc.Arbitrary<Happening> = fc.record({
  // Instants that lie at, just before and just behind a whole window, with many ties.
  at: fc
    .tuple(fc.constantFrom(0, 0, 1, 7, 14, 14, 28), fc.constantFrom(-1, 0, 0, 1))
    .map(([days, seconds]) => START + days * DAY_MS + seconds * SECOND_MS),
  arn: fc.constantFrom(DANA, DANA, EREN, null),
  things: fc.oneof(thing, fc.array(thing, { maxLength: 3 }), fc.constant(null)),
  isMatch: fc.constantFrom(true, true, true, false),
});

function toRecord({ at, arn, things, isMatch }: Happening, index: number): JsonObject {
  return call(index, new Date(at).toISOString(), {
    eventName: 'TagThing',
    userIdentity: arn === null ? { type: 'AWSService', invokedBy: 'autoscaling.amazonaws.com' } : user(arn),
    requestParameters: things === null ? null : { things },
    ...(isMatch ? {} : { errorCode: 'AccessDenied' }),
  });
}

/** The definition, word for word: no other matching event of the tuple in [t - window, t], ties by event id. */
function firstsByDefinition(happenings: readonly Happening[]): AlertFacts[] {
  const sightings = happenings.flatMap(({ at, arn, things, isMatch }, index) => {
    if (!isMatch || arn === null || things === null) return [];
    const values = new Set(typeof things === 'string' ? [things] : things);
    return [...values].map((value) => ({ at, id: eventId(index), terms: [arn, value] }));
  });
  const firsts = sightings.filter((one) =>
    sightings.every((other) => {
      const isSameTuple = other.terms.join() === one.terms.join();
      const isBefore = other.at < one.at || (other.at === one.at && other.id < one.id);
      return !(isSameTuple && isBefore && other.at >= one.at - WINDOW_MS);
    }),
  );
  return firsts
    .sort(
      (a, b) =>
        a.at - b.at || (a.id < b.id ? -1 : a.id > b.id ? 1 : a.terms.join() < b.terms.join() ? -1 : 1),
    )
    .map(({ id, terms }) => ({ eventId: id, terms, supersededBy: null }));
}

function pieces<T>(items: readonly T[], count: number): T[][] {
  return Array.from({ length: count }, (_, index) => items.filter((__, place) => place % count === index));
}

test('new terms find what the definition says, in one go or piece by piece in any order, and nothing twice', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(happening, { minLength: 1, maxLength: 14 }),
      fc.infiniteStream(fc.nat()),
      async (happenings, chance) => {
        const records = happenings.map(toRecord);
        const expected = firstsByDefinition(happenings);

        await emptyDatabase(database.db);
        await ingestRecords(database.system, folder, records);
        await evaluate(database.system);
        expect(await alertFacts(database.db)).toEqual(expected);
        expect(await evaluate(database.system)).toMatchObject({ opened: 0, superseded: 0, capped: 0 });

        await emptyDatabase(database.db);
        const shuffled = records
          .map((record) => ({ record, place: chance.next().value ?? 0 }))
          .sort((a, b) => a.place - b.place)
          .map(({ record }) => record);
        for (const piece of pieces(shuffled, 3)) {
          await ingestRecords(database.system, folder, piece);
          await evaluate(database.system);
        }
        const standing = (await alertFacts(database.db)).filter(({ supersededBy }) => supersededBy === null);
        expect(standing).toEqual(expected);
        expect(await evaluate(database.system)).toMatchObject({ opened: 0, superseded: 0, capped: 0 });
      },
    ),
    { numRuns: 12 },
  );
});
