import { describe, expect, test } from 'vitest';
import {
  bucketRange,
  bucketWord,
  heatExtent,
  heatLevel,
  heatRuns,
  heatSteps,
  isGap,
  moveCell,
} from '@/lib/charts';

describe('levels', () => {
  test('begin at one record and grow by one factor', () => {
    expect(heatSteps(100_000)).toEqual([1, 10, 100, 1000, 10_000]);
  });

  test('are as many as there are different counts', () => {
    expect(heatSteps(1)).toEqual([1]);
    expect(heatSteps(3)).toEqual([1, 2]);
  });

  test('give the largest count the darkest and no record none', () => {
    const steps = heatSteps(3);

    expect([0, 1, 2, 3].map((count) => heatLevel(count, steps))).toEqual([0, 4, 5, 5]);
    expect(heatLevel(1, heatSteps(1))).toBe(5);
    expect(heatLevel(99, heatSteps(100_000))).toBe(2);
  });
});

describe('runs', () => {
  test('join equal buckets, show gaps, and leave out what lies before the first record and after the last', () => {
    expect(heatRuns([0, 1, 1, 0, 0, 5, 0], [1, 5])).toEqual([
      { start: 1, end: 3, level: 4 },
      { start: 3, end: 5, level: 0 },
      { start: 5, end: 6, level: 5 },
    ]);
  });

  test('are none for a row without a record', () => {
    expect(heatRuns([0, 0], [1])).toEqual([]);
  });

  test('agree with what counts as a gap', () => {
    const cells = [0, 2, 0, 0, 1, 0];

    expect(cells.map((_, bucket) => isGap(cells, bucket))).toEqual([false, false, true, true, false, false]);
  });
});

describe('time', () => {
  const days = { from: '2023-07-10T00:00:00.000Z', bucketHours: 24, buckets: 3 };

  test('a bucket is a range that ends where the next begins', () => {
    expect(bucketRange(days, 1)).toEqual({
      from: '2023-07-11T00:00:00.000Z',
      to: '2023-07-12T00:00:00.000Z',
    });
    expect(heatExtent(days)).toEqual({ from: days.from, to: '2023-07-13T00:00:00.000Z' });
  });

  test.each([
    [1, 'an hour'],
    [6, '6 hours'],
    [24, 'a day'],
    [168, '7 days'],
  ])('a bucket of %d hours is %s', (bucketHours, word) => {
    expect(bucketWord({ ...days, bucketHours })).toBe(word);
  });
});

describe('keys', () => {
  const size = { rows: 2, buckets: 3 };

  test('the first one leads to the first cell', () => {
    expect(moveCell(null, 'ArrowDown', size)).toEqual({ row: 0, bucket: 0 });
  });

  test('never lead out of the strip', () => {
    const corner = { row: 1, bucket: 2 };

    expect(moveCell(corner, 'ArrowRight', size)).toEqual(corner);
    expect(moveCell(corner, 'ArrowDown', size)).toEqual(corner);
    expect(moveCell({ row: 0, bucket: 0 }, 'ArrowUp', size)).toEqual({ row: 0, bucket: 0 });
  });

  test('move by bucket, by row and to the ends', () => {
    expect(moveCell({ row: 0, bucket: 0 }, 'End', size)).toEqual({ row: 0, bucket: 2 });
    expect(moveCell({ row: 0, bucket: 2 }, 'Home', size)).toEqual({ row: 0, bucket: 0 });
    expect(moveCell({ row: 0, bucket: 2 }, 'ArrowLeft', size)).toEqual({ row: 0, bucket: 1 });
    expect(moveCell({ row: 1, bucket: 1 }, 'ArrowUp', size)).toEqual({ row: 0, bucket: 1 });
  });
});
