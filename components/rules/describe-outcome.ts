import type { RuleOutcome } from '@/lib/detection/evaluate-rule';
import { formatCount, formatDuration, formatNumber } from '@/lib/format';
import { SECOND_MS } from '@/lib/time';

interface OutcomeWords {
  readonly failed: boolean;
  readonly title: string;
  readonly description: string;
}

function outcomeTitle(opened: number, outcomes: readonly RuleOutcome[]): string {
  if (opened > 0) return formatCount(opened, 'new alert');
  return outcomes.some(({ status }) => status === 'not_evaluable') ? 'Not evaluable' : 'No new alert';
}

/** What an evaluation did, in words: nothing found and nothing evaluable are different answers. */
export function describeOutcome(outcomes: readonly RuleOutcome[]): OutcomeWords {
  const sum = (key: 'matched' | 'opened' | 'superseded' | 'capped' | 'notEvaluable' | 'seconds') =>
    outcomes.reduce((total, outcome) => total + outcome[key], 0);
  const failure = outcomes.find((outcome) => outcome.status === 'failed');
  if (failure) {
    return {
      failed: true,
      title: 'The evaluation failed',
      description: failure.message ?? 'The log has the details.',
    };
  }
  const sentences = [
    `${formatCount(sum('matched'), 'matching event')} in ${formatDuration(sum('seconds') * SECOND_MS)}.`,
    sum('superseded') > 0 && `${formatCount(sum('superseded'), 'alert')} superseded by earlier sightings.`,
    sum('capped') > 0 && `${formatNumber(sum('capped'))} held back by the limit per execution.`,
    sum('notEvaluable') > 0 && `${formatCount(sum('notEvaluable'), 'event')} lack what the rule needs.`,
  ];
  return {
    failed: false,
    title: outcomeTitle(sum('opened'), outcomes),
    description: sentences.filter(Boolean).join(' '),
  };
}
