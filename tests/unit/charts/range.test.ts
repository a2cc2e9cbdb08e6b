import { describe, expect, test } from 'vitest';
import { fitRange, panRange, presetOf, presetRange, shareOf, timeAt, zoomOut } from '@/lib/charts';

const ALERT = '2023-07-10T11:55:35.000Z';
const extent = presetRange('14d', ALERT);

describe('time ranges about an alert', () => {
  test('a preset reaches its span to both sides of the alert', () => {
    expect(presetRange('1h', ALERT)).toEqual({
      from: '2023-07-10T10:55:35.000Z',
      to: '2023-07-10T12:55:35.000Z',
    });
  });

  test('a range is recognised as the preset it equals, and only then', () => {
    expect(presetOf(presetRange('24h', ALERT), ALERT)).toBe('24h');
    expect(presetOf({ ...presetRange('24h', ALERT), to: ALERT }, ALERT)).toBeNull();
  });

  test('dragging backwards gives the same range as forwards', () => {
    const a = Date.parse('2023-07-10T11:00:00.000Z');
    const b = Date.parse('2023-07-10T11:30:00.000Z');

    expect(fitRange(b, a, extent)).toEqual(fitRange(a, b, extent));
  });

  test('a range is never shorter than ten seconds nor outside the extent', () => {
    const start = Date.parse(extent.from);

    expect(fitRange(start, start, extent)).toEqual({
      from: extent.from,
      to: new Date(start + 10_000).toISOString(),
    });
  });

  test('zooming out doubles the span and ends at the extent', () => {
    let range = presetRange('1h', ALERT);
    expect(zoomOut(range, extent)).toEqual({
      from: '2023-07-10T09:55:35.000Z',
      to: '2023-07-10T13:55:35.000Z',
    });

    for (let step = 0; step < 12; step += 1) range = zoomOut(range, extent);
    expect(range).toEqual(extent);
  });

  test('panning keeps the span, also at the edge', () => {
    const range = presetRange('24h', ALERT);
    const far = panRange(range, -1000, extent);

    expect(far.from).toBe(extent.from);
    expect(Date.parse(far.to) - Date.parse(far.from)).toBe(48 * 3_600_000);
  });

  test('share and instant are inverse, and shares outside are pulled in', () => {
    const range = presetRange('1h', ALERT);

    expect(shareOf(Date.parse(ALERT), range)).toBe(0.5);
    expect(timeAt(0.5, range)).toBe(Date.parse(ALERT));
    expect(timeAt(1.2, range)).toBe(Date.parse(range.to));
  });
});
