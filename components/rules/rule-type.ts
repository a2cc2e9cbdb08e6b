const WORDS: Readonly<Record<string, string>> = {
  new_terms: 'New terms',
  query: 'Custom query',
  saved_query: 'Saved query',
  threshold: 'Threshold',
  eql: 'Event correlation',
  esql: 'ES|QL',
  threat_match: 'Indicator match',
  machine_learning: 'Machine learning',
};

/** Elastic's word for a rule type. */
export function ruleTypeWord(type: string): string {
  return WORDS[type] ?? type;
}
