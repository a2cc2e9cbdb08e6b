import { expect, test } from 'vitest';
import { parseDurationMs, parseLookbackMs } from '@/lib/time';

test.each([
  ['30s', 30_000],
  ['5m', 300_000],
  ['1h', 3_600_000],
  ['14d', 1_209_600_000],
  ['2w', 1_209_600_000],
  ['0m', 0],
])('%s is a duration', (text, ms) => {
  expect(parseDurationMs(text)).toBe(ms);
});

test.each(['', '5', 'm', '5M', '5 m', '-5m', '1.5h', '5min', '5m5s', ' 5m', '٥m'])(
  '"%s" is no duration',
  (text) => {
    expect(parseDurationMs(text)).toBeNull();
  },
);

test.each([
  ['now', 0],
  ['now-9m', 540_000],
  ['now-14d', 1_209_600_000],
])('%s is a look-back', (text, ms) => {
  expect(parseLookbackMs(text)).toBe(ms);
});

test.each(['', '14d', 'now-', 'now+5m', 'now-14d/d', 'NOW-5m', 'now -5m', 'now-5m-5m'])(
  '"%s" is no look-back',
  (text) => {
    expect(parseLookbackMs(text)).toBeNull();
  },
);
