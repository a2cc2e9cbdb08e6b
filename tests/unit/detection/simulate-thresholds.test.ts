import { describe, expect, test } from 'vitest';
import { type GroupEvent, simulateThresholds } from '@/lib/detection/simulate-thresholds';
import { MINUTE_MS } from '@/lib/time';

/** Events at these minutes since 1970, each with one value of the counted field. */
function at(...minutes: number[]): GroupEvent[] {
  return minutes.map((minute) => ({
    eventId: `at ${minute}`,
    atMs: minute * MINUTE_MS,
    counted: [`value ${minute}`],
  }));
}

const SETTINGS = { value: 3, cardinality: 0, lookbackMs: 10 * MINUTE_MS, intervalMs: 5 * MINUTE_MS };

/** The minutes of the events of each hit. */
function hits(events: readonly GroupEvent[], settings: Partial<typeof SETTINGS> = {}): number[][] {
  return simulateThresholds(events, { ...SETTINGS, ...settings }).map((hit) =>
    hit.events.map(({ atMs }) => atMs / MINUTE_MS),
  );
}

describe('three events in ten minutes, asked every five', () => {
  test.each<[string, number[], number[][]]>([
    ['none', [], []],
    ['two are too few', [1, 2], []],
    ['three in one interval', [1, 2, 3], [[1, 2, 3]]],
    ['all that the execution sees belong to the hit', [1, 2, 3, 4], [[1, 2, 3, 4]]],
    ['over two intervals: the execution at 10 looks back to 0', [4, 6, 9], [[4, 6, 9]]],
    ['too far apart: the execution at 15 looks back to 5', [1, 6, 11], []],
    ['an event at the very time of an execution is seen by it', [3, 4, 5], [[3, 4, 5]]],
    ['an event exactly as old as the look-back is not', [5, 12, 14], []],
    ['counted events do not count again', [1, 2, 3, 6, 7], [[1, 2, 3]]],
    [
      'enough new ones are a hit of their own',
      [1, 2, 3, 6, 7, 8],
      [
        [1, 2, 3],
        [6, 7, 8],
      ],
    ],
    ['events that were too few before count when more follow', [3, 4, 7], [[3, 4, 7]]],
  ])('%s', (_, minutes, expected) => {
    expect(hits(at(...minutes))).toEqual(expected);
  });
});

test('different values are needed when they are counted, and told', () => {
  const same = at(1, 2, 3).map((event) => ({ ...event, counted: ['one'] }));

  expect(hits(same, { cardinality: 2 })).toEqual([]);
  expect(simulateThresholds([...same, ...at(4)], { ...SETTINGS, cardinality: 2 })).toMatchObject([
    { cardinality: 2 },
  ]);
  expect(hits(at(1, 2), { value: 1, cardinality: 2 })).toEqual([[1, 2]]);
});
