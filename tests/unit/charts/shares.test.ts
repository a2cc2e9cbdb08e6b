import { expect, test } from 'vitest';
import { formatPercent, toShares } from '@/lib/charts';

test.each([
  [0, '0 %'],
  [0.0004, '< 1 %'],
  [0.042, '4 %'],
  [0.9996, '> 99 %'],
  [1, '100 %'],
])('%d reads %s', (share, text) => {
  expect(formatPercent(share)).toBe(text);
});

test('shares are of the whole, also when only the largest are listed', () => {
  expect(toShares([{ events: 30 }, { events: 10 }], 400).map(({ percent }) => percent)).toEqual([
    '8 %',
    '3 %',
  ]);
});

test('nothing at all has no share', () => {
  expect(toShares([{ events: 0 }])[0]?.share).toBe(0);
});
