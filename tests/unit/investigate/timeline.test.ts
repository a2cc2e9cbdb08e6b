import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bucketSecondsFor } from '@/lib/investigate/timeline';

const ROUND = [1, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10_800, 21_600, 43_200, 86_400];

test.each([
  [1, 1],
  [160_000, 1],
  [160_001, 5],
  [3_600_000, 30],
  [86_400_000, 600],
  [14 * 86_400_000, 10_800],
  [160 * 86_400_000, 86_400],
  [161 * 86_400_000, 172_800],
])('a range of %d ms is cut into buckets of %d s', (rangeMs, seconds) => {
  expect(bucketSecondsFor(rangeMs)).toBe(seconds);
});

test('any range is cut into at most 160 buckets, of a round length, and no coarser than needed', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 100 * 365 * 86_400_000 }), (rangeMs) => {
      const seconds = bucketSecondsFor(rangeMs);
      const finer = ROUND.filter((each) => each < seconds).at(-1);

      expect(rangeMs / 1000 / seconds).toBeLessThanOrEqual(160);
      expect(ROUND.includes(seconds) || seconds % 86_400 === 0).toBe(true);
      if (finer !== undefined && seconds <= 86_400) expect(rangeMs / 1000 / finer).toBeGreaterThan(160);
    }),
  );
});
