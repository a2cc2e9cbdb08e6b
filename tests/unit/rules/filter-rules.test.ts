import { expect, test } from 'vitest';
import { countRules, filterRules } from '@/components/rules/filter-rules';
import type { RuleListState } from '@/components/rules/search-params';
import type { RuleRow } from '@/lib/rules/schemas';

function rule(id: string, changes: Partial<RuleRow>): RuleRow {
  return {
    id,
    name: id,
    type: 'query',
    severity: 'low',
    riskScore: 21,
    version: 1,
    enabled: false,
    openAlerts: 0,
    alerts: 0,
    decidedAlerts: 0,
    falsePositiveAlerts: 0,
    techniques: [],
    lastExecution: null,
    ...changes,
  };
}

const RULES = [
  rule('a', { name: 'Root Console Login', severity: 'high', techniques: ['T1078', 'T1078.004'] }),
  rule('b', { name: 'Root Key Made', type: 'eql', enabled: true, techniques: ['T1098'] }),
  rule('c', { name: 'Trail Stopped', type: 'eql', severity: 'high' }),
];

const ALL: RuleListState = { q: '', type: [], severity: [], state: [], technique: '' };

test.each<[string, Partial<RuleListState>, string[]]>([
  ['nothing', {}, ['a', 'b', 'c']],
  ['words in any order and case', { q: ' LOGIN root ' }, ['a']],
  ['the start of a technique', { q: 't1078' }, ['a']],
  ['a type', { type: ['eql'] }, ['b', 'c']],
  ['two severities', { severity: ['low', 'high'] }, ['a', 'b', 'c']],
  ['a state', { state: ['disabled'] }, ['a', 'c']],
  ['both states', { state: ['disabled', 'enabled'] }, ['a', 'b', 'c']],
  ['a technique, exactly', { technique: 'T1078' }, ['a']],
  ['part of a technique', { technique: 'T107' }, []],
  ['filters together', { type: ['eql'], severity: ['high'] }, ['c']],
])('the list narrows by %s', (_title, filters, expected) => {
  expect(filterRules(RULES, { ...ALL, ...filters }).map(({ id }) => id)).toEqual(expected);
});

test('a menu counts what its choices would leave beside the other filters', () => {
  const counts = countRules(RULES, { ...ALL, type: ['eql'], severity: ['high'] });
  expect([...counts.type]).toEqual([
    ['query', 1],
    ['eql', 1],
  ]);
  expect([...counts.severity]).toEqual([
    ['low', 1],
    ['high', 1],
  ]);
  expect([...counts.state]).toEqual([['disabled', 1]]);
});
