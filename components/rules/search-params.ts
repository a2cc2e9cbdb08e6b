import {
  createSerializer,
  type inferParserType,
  parseAsArrayOf,
  parseAsString,
  parseAsStringLiteral,
} from 'nuqs/server';
import { SEVERITIES } from '../ui/severity';

export const RULE_STATES = ['enabled', 'disabled'] as const;

/** What narrows the list is in its address. */
export const ruleListParsers = {
  q: parseAsString.withDefault(''),
  type: parseAsArrayOf(parseAsString).withDefault([]),
  severity: parseAsArrayOf(parseAsStringLiteral(SEVERITIES)).withDefault([]),
  state: parseAsArrayOf(parseAsStringLiteral(RULE_STATES)).withDefault([]),
  technique: parseAsString.withDefault(''),
};

export type RuleListState = inferParserType<typeof ruleListParsers>;

const serialize = createSerializer(ruleListParsers);

/** The list of the rules that name a technique. */
export function techniqueAddress(technique: string): string {
  return serialize('/rules', { technique });
}

/** A rule's alerts, decided ones too. */
export function ruleAlertsAddress(ruleId: string): string {
  return `/alerts?${new URLSearchParams({ status: 'all', rule: ruleId })}`;
}
