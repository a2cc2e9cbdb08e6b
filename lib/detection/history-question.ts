import type { NewTermsRule } from '../rules/definition';
import type { Sighting } from './find-firsts';
import type { HistoryQuestion } from './history';

/** What has to be known to say how much the verdict "new" of a sighting is worth. */
export function historyQuestion(rule: NewTermsRule, sighting: Sighting, accountId: string): HistoryQuestion {
  return {
    key: `${sighting.terms_hash} ${sighting.event_id}`,
    accountId,
    eventTime: sighting.event_time,
    matchingBefore: sighting.matching_before,
    terms: rule.newTerms.fields.map((field, index) => ({
      field,
      value: sighting.terms[index] ?? '',
      matchedAt: sighting.values_matched_at[index] ?? null,
    })),
  };
}
