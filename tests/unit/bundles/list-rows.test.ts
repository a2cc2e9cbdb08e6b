import { describe, expect, test } from 'vitest';
import { listRows } from '@/components/bundles/list/list-rows';
import type { BundleRow } from '@/lib/bundles/schemas';
import { bundleRow } from './support';

const push = (id: number, createdBy = 'collector') => bundleRow(id, { origin: 'api', createdBy });
const NEWEST = { origin: [], sort: 'created', order: 'desc' } as const;
const view = (changes: object = {}) => ({ ...NEWEST, origin: [...NEWEST.origin], ...changes });

function keys(bundles: readonly BundleRow[], changes: object = {}, open: readonly string[] = []) {
  return listRows(bundles, view(changes), new Set(open)).map(({ key }) => key);
}

describe('pushes', () => {
  test('of one sender, one after another, are one line', () => {
    expect(keys([bundleRow(1), push(2), push(3), push(4), bundleRow(5)])).toEqual([
      'bundle-5',
      'group-2',
      'bundle-1',
    ]);
  });

  test('are all listed when the line is opened', () => {
    expect(keys([push(2), push(3), push(4)], {}, ['group-2'])).toEqual([
      'group-2',
      'bundle-4',
      'bundle-3',
      'bundle-2',
    ]);
  });

  test('of two senders are two lines, and fewer than three stand for themselves', () => {
    const sent = [push(1), push(2), push(3), push(4, 'other'), push(5, 'other')];

    expect(keys(sent)).toEqual(['bundle-5', 'bundle-4', 'group-1']);
  });

  test('keep their line when a newer one joins', () => {
    const three = [push(2), push(3), push(4)];

    expect(keys([...three, push(5)])).toEqual(keys(three));
  });
});

describe('order and filter', () => {
  test('sort by what is asked for, both ways', () => {
    const bundles = [
      bundleRow(1, { inserted: 5 }),
      bundleRow(2, { inserted: 9 }),
      bundleRow(3, { inserted: 7 }),
    ];

    expect(keys(bundles, { sort: 'events' })).toEqual(['bundle-2', 'bundle-3', 'bundle-1']);
    expect(keys(bundles, { sort: 'events', order: 'asc' })).toEqual(['bundle-1', 'bundle-3', 'bundle-2']);
  });

  test('leave out what came by another way', () => {
    expect(keys([bundleRow(1), push(2)], { origin: ['api'] })).toEqual(['bundle-2']);
  });
});
