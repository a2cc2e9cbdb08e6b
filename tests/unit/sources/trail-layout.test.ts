import { describe, expect, test } from 'vitest';
import {
  dayBounds,
  dayOfKey,
  isOtherService,
  listAgainAfter,
  regionRoot,
  trailLevel,
} from '@/lib/sources/trail-layout';
import { HOUR_MS } from '@/lib/time';

const ROOT = 'AWSLogs/111122223333/CloudTrail/eu-west-1/';
const FILE = '111122223333_CloudTrail_eu-west-1_20260320T0005Z_Ab1.json.gz';

describe('where a prefix stands', () => {
  test.each([
    ['', 'above'],
    ['trail/', 'above'],
    ['AWSLo', 'above'],
    ['AWSLogs/', 'logs'],
    ['trail/AWSLogs/1111', 'logs'],
    ['AWSLogs/o-a1b2c3d4e5/', 'organization'],
    ['AWSLogs/111122223333/', 'account'],
    ['AWSLogs/o-a1b2c3d4e5/111122223333/', 'account'],
    ['AWSLogs/111122223333/CloudTrail/', 'trail'],
    ['AWSLogs/111122223333/CloudTrail/eu-we', 'trail'],
    ['AWSLogs/111122223333/CloudTrail-Digest/', 'trail'],
    [ROOT, 'region'],
    [`${ROOT}2026/03/`, 'region'],
    ['AWSLogs/111122223333/vpcflowlogs/', 'other'],
    ['AWSLogs/me/', 'other'],
  ])('%j: %s', (prefix, level) => {
    expect(trailLevel(prefix)).toBe(level);
  });
});

test('a key tells its region and its day', () => {
  expect(regionRoot(`trail/${ROOT}2026/03/20/${FILE}`)).toBe(`trail/${ROOT}`);
  expect(dayOfKey(`trail/${ROOT}2026/03/20/${FILE}`)).toBe('2026-03-20');
  expect(dayOfKey(`AWSLogs/o-a1b2/111122223333/CloudTrail-Insight/us-east-1/2026/12/31/x`)).toBe(
    '2026-12-31',
  );
  expect([dayOfKey(`${ROOT}readme`), dayOfKey('2026/03/20/x'), regionRoot('a/b')]).toEqual([
    null,
    null,
    null,
  ]);
});

test('logs of other services are told apart', () => {
  expect(isOtherService('AWSLogs/111122223333/vpcflowlogs/eu-west-1/2026/03/20/x.log.gz')).toBe(true);
  expect(isOtherService('p/AWSLogs/o-a1b2/111122223333/Config/x')).toBe(true);
  expect(isOtherService(`${ROOT}x`)).toBe(false);
  expect(isOtherService('exports/elasticloadbalancing/x')).toBe(false);
});

test('days are bounds in the order of keys, the last day included', () => {
  const { after = '', before = '' } = dayBounds(ROOT, { since: '2026-02-28', until: '2026-02-28' });

  expect(before).toBe(`${ROOT}2026/03/01`);
  expect(`${ROOT}2026/02/28/0` > after).toBe(true);
  expect(`${ROOT}2026/02/27/z` < after).toBe(true);
  expect(`${ROOT}2026/02/28/z` < before).toBe(true);
  expect(`${ROOT}2026/03/01/0` > before).toBe(true);
  expect(dayBounds(ROOT, {})).toEqual({});
});

describe('listing again', () => {
  test('begins before the last file by its time, in the folder of that time', () => {
    const after = listAgainAfter(`t/${ROOT}2026/03/20/${FILE}`, HOUR_MS);

    expect(after).toBe(`t/${ROOT}2026/03/19/111122223333_CloudTrail_eu-west-1_20260319T2305`);
  });

  test('of names that tell no time begins a day before', () => {
    expect(listAgainAfter(`${ROOT}2026/03/01/some.json.gz`, HOUR_MS)).toBe(`${ROOT}2026/02/28`);
    expect(listAgainAfter('exports/some.json.gz', HOUR_MS)).toBeNull();
  });
});
