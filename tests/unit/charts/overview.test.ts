import { describe, expect, test } from 'vitest';
import {
  type Bucket,
  brushDrag,
  brushGrip,
  overviewBars,
  overviewLane,
  presetRange,
  windowOf,
} from '@/lib/charts';

const buckets: Bucket[] = [
  { time: '2023-07-10T12:00:00.000Z', kind: 'read', events: 5, actions: [] },
  { time: '2023-07-10T11:00:00.000Z', kind: 'write', events: 2, actions: [] },
  { time: '2023-07-10T11:00:00.000Z', kind: 'read', events: 3, actions: [] },
];

test('bars hold every event of the lane, oldest first', () => {
  const bars = overviewBars(buckets, 3600);

  expect(bars.map(({ read, write, error }) => [read, write, error])).toEqual([
    [3, 2, 0],
    [5, 0, 0],
  ]);
});

test('one lane is counted, never the sum of lanes that share events', () => {
  const lane = overviewLane([
    { key: 'principal', label: 'Same principal', value: null, buckets: [] },
    { key: 'access_key', label: 'Same access key', value: 'AKIA', buckets },
    { key: 'instance', label: 'Same instance', value: 'i-1', buckets },
  ]);

  expect(lane?.key).toBe('access_key');
});

describe('the brush', () => {
  test.each([
    [0.4, 'start'],
    [0.6, 'end'],
    [0.5, 'move'],
    [0.9, 'draw'],
  ] as const)('a press at %d of the strip takes hold of: %s', (share, grip) => {
    expect(brushGrip(share, [0.4, 0.6], 0.01)).toBe(grip);
  });

  test('drawing right to left gives an ordered window', () => {
    expect(brushDrag('draw', [0.4, 0.6], 0.9, 0.7)).toEqual([0.7, 0.9]);
  });

  test('an edge dragged over the other turns the window round', () => {
    expect(brushDrag('start', [0.4, 0.6], 0.4, 0.8)).toEqual([0.6, 0.8]);
  });

  test('a moved window keeps its width and stays on the strip', () => {
    const [start, end] = brushDrag('move', [0.4, 0.6], 0.5, 2);

    expect(end).toBe(1);
    expect(end - start).toBeCloseTo(0.2);
  });

  test('the hour about the alert is the middle of the 14 days about it', () => {
    const alert = '2023-07-10T11:55:35.000Z';
    const [start, end] = windowOf(presetRange('1h', alert), presetRange('14d', alert));

    expect(start + end).toBeCloseTo(1);
    expect(end - start).toBeCloseTo(1 / 336);
  });
});
