import { describe, expect, test } from 'vitest';
import { formatBytes, formatCount, formatDuration, formatNumber, formatUtc } from '@/lib/format';

describe('times are written in UTC to the second', () => {
  test.each([
    ['2023-07-10T11:55:35.000Z', '2023-07-10 11:55:35'],
    ['2023-07-10T13:55:35.999+02:00', '2023-07-10 11:55:35'],
    ['1970-01-01T00:00:00Z', '1970-01-01 00:00:00'],
  ])('%s', (iso, text) => {
    expect(formatUtc(iso)).toBe(text);
  });
});

describe('durations are written in at most two units', () => {
  test.each([
    [0, '0 ms'],
    [999, '999 ms'],
    [1000, '1 s'],
    [59_999, '59 s'],
    [60_000, '1 min'],
    [800_000, '13 min 20 s'],
    [3_600_000, '1 h'],
    [3_661_000, '1 h 1 min'],
    [86_400_000 * 14, '14 d'],
    [86_400_000 * 3 + 3_600_000 * 4 + 59_000, '3 d 4 h'],
    [-90_000, '1 min 30 s'],
  ])('%d ms', (ms, text) => {
    expect(formatDuration(ms)).toBe(text);
  });
});

describe('counts carry their noun', () => {
  test.each([
    [0, '0 events'],
    [1, '1 event'],
    [2900, '2,900 events'],
    [1_000_000, '1,000,000 events'],
  ])('%d', (count, text) => {
    expect(formatCount(count, 'event')).toBe(text);
  });

  test('with a plural of its own where -s is wrong', () => {
    expect(formatCount(2, 'entry', 'entries')).toBe('2 entries');
    expect(formatNumber(1234.5)).toBe('1,234.5');
  });
});

describe('sizes are written in powers of ten, three digits at most', () => {
  test.each([
    [0, '0 B'],
    [999, '999 B'],
    [1000, '1.0 kB'],
    [4_700_000, '4.7 MB'],
    [123_456_789, '123 MB'],
    [5_000_000_000, '5.0 GB'],
    [7e15, '7000 TB'],
  ])('%d', (bytes, text) => {
    expect(formatBytes(bytes)).toBe(text);
  });
});
