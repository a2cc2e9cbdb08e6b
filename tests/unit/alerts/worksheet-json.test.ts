import { describe, expect, test } from 'vitest';
import { branchPaths, jsonRows, parseRecord } from '@/components/alerts/worksheet/json-rows';
import { showUnseen } from '@/components/alerts/worksheet/unseen-characters';

const DOCUMENT = {
  user: { name: 'bert-jan', groups: ['admins', 'ops'] },
  'odd/key~': { name: null },
  empty: {},
};

function shown(collapsed: readonly string[] = [], search = ''): string[] {
  return jsonRows(DOCUMENT, new Set(collapsed), search).map(({ path }) => path);
}

describe('a JSON document as lines', () => {
  test('every value has a line, and every line its own path', () => {
    expect(shown()).toEqual([
      '/user',
      '/user/name',
      '/user/groups',
      '/user/groups/0',
      '/user/groups/1',
      '/odd~1key~0',
      '/odd~1key~0/name',
      '/empty',
    ]);
  });

  test('a collapsed branch keeps its own line only', () => {
    expect(shown(['/user'])).toEqual(['/user', '/odd~1key~0', '/odd~1key~0/name', '/empty']);
  });

  test('a search shows matches with the way to them, also inside collapsed branches', () => {
    expect(shown(['/user'], 'OPS')).toEqual(['/user', '/user/groups', '/user/groups/1']);
  });

  test('a branch whose name matches is shown whole', () => {
    expect(shown([], 'groups')).toEqual(['/user', '/user/groups', '/user/groups/0', '/user/groups/1']);
  });

  test('everything that holds something can be collapsed', () => {
    expect(branchPaths(DOCUMENT)).toEqual(['/user', '/user/groups', '/odd~1key~0', '/empty']);
  });
});

describe('reading a raw record', () => {
  test('text that is no JSON object gives null, never an error', () => {
    expect([parseRecord('{"a":'), parseRecord('[1]'), parseRecord('7'), parseRecord('')]).toEqual([
      null,
      null,
      null,
      null,
    ]);
  });

  test('a small number stays a number', () => {
    expect(parseRecord('{"port":22,"ratio":0.5}')).toEqual({ port: 22, ratio: 0.5 });
  });
});

describe('characters that hide', () => {
  test('a direction override is written out', () => {
    expect(showUnseen('exe\u202etxt.')).toBe('exe\\u202etxt.');
  });

  test('zero-width and control characters are written out, line ends and tabs are not', () => {
    expect(showUnseen('a\u200bb\u0000c\n\td')).toBe('a\\u200bb\\u0000c\n\td');
  });

  test('ordinary text of any language stays as it is', () => {
    expect(showUnseen('Zoë 東京 Ёлка')).toBe('Zoë 東京 Ёлка');
  });
});
