import { expect, test } from 'vitest';
import { formatTick, presetRange, RANGE_PRESETS, rangeMs, timeTicks } from '@/lib/charts';

const ALERT = '2023-07-10T11:55:35.000Z';

test.each(RANGE_PRESETS)('$label: ticks are round, inside the range and at most eight', ({ key }) => {
  const { from, to } = rangeMs(presetRange(key, ALERT));
  const { stepMs, ticks } = timeTicks(from, to, 8);

  expect(ticks.length).toBeGreaterThanOrEqual(3);
  expect(ticks.length).toBeLessThanOrEqual(9);
  for (const tick of ticks) {
    expect(tick % stepMs).toBe(0);
    expect(tick).toBeGreaterThanOrEqual(from);
    expect(tick).toBeLessThanOrEqual(to);
  }
});

test.each([
  ['2023-07-10T11:55:30Z', 10_000, '11:55:30'],
  ['2023-07-10T11:55:00Z', 300_000, '11:55'],
  ['2023-07-10T00:00:00Z', 300_000, '07-10'],
  ['2023-07-10T00:00:00Z', 2 * 86_400_000, '07-10'],
])('%s at steps of %d ms reads %s, in UTC', (time, stepMs, label) => {
  expect(formatTick(Date.parse(time), stepMs)).toBe(label);
});
