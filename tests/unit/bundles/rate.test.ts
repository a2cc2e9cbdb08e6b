import { describe, expect, test } from 'vitest';
import { keepSamples, type RateSample, rateOf } from '@/components/bundles/rate';

const START = Date.parse('2026-03-01T10:00:00Z');
const bundle = { startedAt: '2026-03-01T10:00:00Z', bytesTotal: 10_000 };

function at(seconds: number, records: number, bytesRead = records): RateSample {
  return { at: START + seconds * 1000, records, bytesRead };
}

function kept(...samples: readonly RateSample[]): readonly RateSample[] {
  return samples.reduce<readonly RateSample[]>(keepSamples, []);
}

describe('the rate of an ingest', () => {
  test('is told from its start while there is one sample', () => {
    expect(rateOf([at(4, 400)], bundle)).toEqual({ recordsPerSecond: 100, msLeft: 96_000 });
  });

  test('follows the last ten seconds', () => {
    const samples = kept(at(0, 0), at(10, 100), at(20, 2100));

    expect(rateOf(samples, bundle)).toEqual({ recordsPerSecond: 200, msLeft: 39_500 });
  });

  test('does not jump with a batch', () => {
    const samples = kept(
      ...Array.from({ length: 11 }, (_, second) => at(second, second === 10 ? 1000 : 500)),
    );

    expect(rateOf(samples, bundle)?.recordsPerSecond).toBe(50);
  });

  test('promises no end when nothing was read', () => {
    expect(rateOf(kept(at(1, 10), at(2, 10)), bundle)).toEqual({ recordsPerSecond: 0, msLeft: null });
  });

  test('begins anew when the reading does', () => {
    expect(kept(at(1, 500), at(2, 10))).toEqual([at(2, 10)]);
  });

  test('is not known before the first second', () => {
    expect(rateOf([at(0, 0)], bundle)).toBeNull();
    expect(rateOf([at(1, 10)], { ...bundle, startedAt: null })).toBeNull();
  });
});
