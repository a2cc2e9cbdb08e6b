import { describe, expect, test } from 'vitest';
import { lackingWords } from '@/components/bundles/lacking';
import { filterMembers } from '@/components/bundles/members/member-filter';
import { shortVerdictOf, verdictOf } from '@/components/bundles/verdict';
import type { BundleDetail, BundleMemberRow } from '@/lib/bundles/schemas';
import { bundleRow, memberRow } from './support';

const read = bundleRow(1, { inserted: 2900, members: 55 });

function detail(memberRows: readonly BundleMemberRow[], changes: Partial<BundleDetail> = {}): BundleDetail {
  const more = { problems: [], problemsTotal: 0, accounts: [], services: [], alerts: 0 };
  return { ...read, members: memberRows.length, memberRows, ...more, ...changes };
}

describe('the verdict', () => {
  test('says that nothing is lost, and of how much', () => {
    expect(verdictOf(read)).toEqual({ kind: 'clean', text: '2,900 events from 55 files; nothing lost.' });
    expect(shortVerdictOf(read).text).toBe('Nothing lost.');
  });

  test('tells files that could not be read from those read in part', () => {
    const rows = [
      memberRow(1),
      memberRow(2, { errors: 1, records: 0 }),
      memberRow(3, { errors: 2, records: 9 }),
      memberRow(4, { status: 'failed', records: 0 }),
    ];

    expect(verdictOf(detail(rows, { errors: 4 }))).toEqual({
      kind: 'losses',
      text: '2,900 events from 4 files; 2 files could not be read, 1 file could be read only in part.',
    });
  });

  test('counts problems where not every member is at hand', () => {
    expect(verdictOf({ ...read, errors: 3 }).text).toBe(
      '2,900 events from 55 files; 3 problems while reading.',
    );
    expect(verdictOf(detail([memberRow(1)], { errors: 1, members: 9000 })).text).toContain('1 problem');
  });

  test('says when all of it was here already', () => {
    expect(verdictOf({ ...read, inserted: 0, duplicates: 7 }).text).toBe(
      'Nothing new in 55 files: all of it was here already. 7 duplicates dropped.',
    );
  });

  test('gives the message of one that failed', () => {
    expect(verdictOf({ ...read, status: 'failed', message: 'The disk is full.' })).toEqual({
      kind: 'failed',
      text: 'The disk is full.',
    });
  });
});

describe('the members', () => {
  const all = { problems: null, show: [], kind: null, find: '', member: null };
  const members = [
    memberRow(1, { sha256: 'abcd', path: 'Logs/a.json' }),
    memberRow(2, { errors: 1, envelope: 'not-json' }),
    memberRow(3, { status: 'known', duplicates: 4 }),
    memberRow(4, { status: 'skipped', reason: 'not CloudTrail: plain text' }),
  ];
  const ids = (filter: object) => filterMembers(members, { ...all, ...filter }).map(({ id }) => id);

  test('with problems are those with errors, conflicts, or that were skipped', () => {
    expect(ids({ problems: 'only' })).toEqual([2, 4]);
  });

  test('are found by what they had, their kind, a part of their path and their checksum', () => {
    expect(ids({ show: ['errors', 'known'] })).toEqual([2, 3]);
    expect(ids({ kind: 'not-json' })).toEqual([2]);
    expect(ids({ find: 'logs/A' })).toEqual([1]);
    expect(ids({ find: 'ABC' })).toEqual([1]);
  });

  test('named alone are found whatever else is set', () => {
    expect(ids({ member: 1, problems: 'only' })).toEqual([1]);
  });
});

describe('what a form lacks', () => {
  test('is said in words, the rest counted', () => {
    const lacks = [
      'aws.cloudtrail.request_parameters',
      'aws.cloudtrail.user_identity.arn',
      'group.id',
      'group.name',
    ];

    expect(lackingWords(lacks)).toBe('ARN, request parameters and 2 more fields');
  });

  test('is counted where there is no word for any of it', () => {
    expect(lackingWords(['group.id'])).toBe('1 field');
  });
});
