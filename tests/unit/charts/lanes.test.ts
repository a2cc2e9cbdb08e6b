import { describe, expect, test } from 'vitest';
import {
  type Bucket,
  LANE_HEIGHT_PX,
  type Lane,
  laneTopPx,
  layOutLanes,
  markPath,
  movePoint,
} from '@/lib/charts';

function bucket(time: string, kind: Bucket['kind'], events = 1): Bucket {
  return { time: `2023-07-10T${time}.000Z`, kind, events, actions: ['DescribeInstances'] };
}

const minutes = { bucketSeconds: 60, to: '2023-07-10T11:58:20.000Z' };

const lanes: Lane[] = [
  {
    key: 'principal',
    label: 'Same principal',
    value: 'arn:aws:iam::1:user/bert',
    emptyText: '',
    buckets: [
      bucket('11:58:00', 'read', 4),
      bucket('11:50:00', 'read', 100),
      bucket('11:50:00', 'write', 2),
      bucket('11:50:00', 'error', 9),
    ],
  },
  {
    key: 'access_key',
    label: 'Same access key',
    value: null,
    emptyText: 'no access key in this record',
    buckets: [],
  },
  {
    key: 'instance',
    label: 'Same instance',
    value: 'i-1',
    emptyText: '',
    buckets: [bucket('11:57:00', 'read')],
  },
];

describe('laying out lanes', () => {
  const points = layOutLanes(lanes, minutes);

  test('no event is lost or counted twice', () => {
    expect(points.reduce((sum, { events }) => sum + events, 0)).toBe(116);
  });

  test('kinds of one bucket stand under each other inside their lane', () => {
    const together = points.filter(({ fromMs }) => fromMs === Date.parse('2023-07-10T11:50:00Z'));

    expect(new Set(together.map(({ y }) => y)).size).toBe(3);
    for (const { y } of together) {
      expect(y).toBeGreaterThan(laneTopPx(0));
      expect(y).toBeLessThan(laneTopPx(0) + LANE_HEIGHT_PX);
    }
  });

  test('a lane without events keeps its place', () => {
    expect(points.find(({ lane }) => lane === 'instance')?.y).toBeGreaterThan(laneTopPx(2));
  });

  test('a mark stands in the middle of its bucket and says where it starts and ends', () => {
    const point = points.find(({ lane }) => lane === 'instance');

    expect(point?.timeMs).toBe(Date.parse('2023-07-10T11:57:30Z'));
    expect([point?.fromMs, point?.toMs]).toEqual([
      Date.parse('2023-07-10T11:57:00Z'),
      Date.parse('2023-07-10T11:58:00Z'),
    ]);
  });

  test('the last bucket ends with the range', () => {
    const last = points.filter(({ lane }) => lane === 'principal').at(-1);

    expect(last?.toMs).toBe(Date.parse(minutes.to));
  });

  test('more events never make a smaller mark', () => {
    const sorted = [...points].sort((a, b) => a.events - b.events);

    for (const [at, point] of sorted.entries()) {
      expect(point.radius).toBeGreaterThanOrEqual(sorted[at - 1]?.radius ?? 0);
    }
  });

  test('one kind alone can be shown', () => {
    expect(layOutLanes(lanes, minutes, 'error').map(({ events }) => events)).toEqual([9]);
  });
});

describe('moving among marks by arrow keys', () => {
  const points = layOutLanes(lanes, minutes);
  const first = points[0];
  const last = points.filter(({ lane }) => lane === 'principal').at(-1);

  test('the first key press finds the first mark', () => {
    expect(movePoint(points, null, 'ArrowRight')).toBe(first);
  });

  test('right and left walk a lane in time and stop at its ends', () => {
    expect(movePoint(points, first?.id ?? '', 'ArrowLeft')).toBe(first);
    expect(movePoint(points, first?.id ?? '', 'End')).toBe(last);
    expect(movePoint(points, last?.id ?? '', 'ArrowRight')).toBe(last);
    expect(movePoint(points, last?.id ?? '', 'Home')).toBe(first);
  });

  test('down goes to the nearest mark in time of the next lane that has any', () => {
    expect(movePoint(points, last?.id ?? '', 'ArrowDown')?.lane).toBe('instance');
  });

  test('every mark can be reached', () => {
    const reached = new Set<string>();
    let point = first;
    while (point && !reached.has(point.id)) {
      reached.add(point.id);
      const right = movePoint(points, point.id, 'ArrowRight');
      const below = movePoint(points, point.id, 'ArrowDown');
      point = (right === point ? movePoint(points, below?.id ?? null, 'Home') : right) ?? undefined;
    }

    expect(reached.size).toBe(points.length);
  });

  test('without marks no key finds one', () => {
    expect(movePoint([], null, 'End')).toBeNull();
  });
});

test('the four marks are four different outlines', () => {
  const paths = (['circle', 'square', 'triangle', 'diamond'] as const).map((shape) => markPath(shape, 5));

  expect(new Set(paths).size).toBe(4);
});
