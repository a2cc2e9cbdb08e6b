import { queryOptions } from '@tanstack/react-query';
import type { RuleDetail, RuleRow } from '../rules/schemas';
import { fetchJson } from './fetch-json';

export const ruleKeys = {
  all: ['rules'] as const,
  list: ['rules', 'list'] as const,
  detail: (id: string) => ['rules', 'detail', id] as const,
};

export function ruleListQuery() {
  return queryOptions({
    queryKey: ruleKeys.list,
    queryFn: ({ signal }) => fetchJson<readonly RuleRow[]>('/api/rules', signal),
  });
}

export function ruleDetailQuery(id: string) {
  return queryOptions({
    queryKey: ruleKeys.detail(id),
    queryFn: ({ signal }) => fetchJson<RuleDetail>(`/api/rules/${encodeURIComponent(id)}`, signal),
  });
}
