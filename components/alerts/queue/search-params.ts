import {
  createLoader,
  createSerializer,
  type inferParserType,
  parseAsArrayOf,
  parseAsString,
  parseAsStringLiteral,
} from 'nuqs/server';
import type { AlertSort } from '@/lib/alerts/schemas';
import type { AlertListInput } from '@/lib/queries/alerts';
import { SEVERITIES } from '../../ui/severity';
import { STATUSES, VERDICTS } from '../../ui/status';

/** The queue's tabs: one status, or all. */
export const QUEUE_TABS = [...STATUSES, 'all'] as const;

const SORTS = ['status', 'severity', 'eventTime', 'rule'] as const satisfies readonly AlertSort[];

/** Everything the queue shows is in its address; read by the server for the first paint and by the page after. */
export const queueParsers = {
  status: parseAsStringLiteral(QUEUE_TABS).withDefault('open'),
  severity: parseAsArrayOf(parseAsStringLiteral(SEVERITIES)).withDefault([]),
  rule: parseAsArrayOf(parseAsString).withDefault([]),
  reason: parseAsArrayOf(parseAsStringLiteral(VERDICTS)).withDefault([]),
  superseded: parseAsStringLiteral(['hide', 'show', 'only'] as const).withDefault('show'),
  from: parseAsString,
  to: parseAsString,
  q: parseAsString.withDefault(''),
  sort: parseAsStringLiteral(SORTS).withDefault('status'),
  order: parseAsStringLiteral(['asc', 'desc'] as const).withDefault('desc'),
};

export type QueueState = inferParserType<typeof queueParsers>;

export const loadQueueState = createLoader(queueParsers);
export const queueAddress = createSerializer(queueParsers);

const ALERTS_PER_PAGE = 100;

/** The query behind the rows. */
export function toListInput({ status, q, from, to, ...rest }: QueueState): AlertListInput {
  return {
    ...rest,
    status: status === 'all' ? [] : [status],
    text: q || undefined,
    from: from ?? undefined,
    to: to ?? undefined,
    limit: ALERTS_PER_PAGE,
  };
}

/** The query behind the counts: sorting and paging do not change them. */
export function toCountsInput(state: QueueState) {
  const { sort: _sort, order: _order, limit: _limit, ...filters } = toListInput(state);
  return filters;
}

/** Whether anything but the tab narrows the queue. */
export function isNarrowed(state: QueueState): boolean {
  const { severity, rule, reason, superseded, from, to, q } = state;
  return (
    [severity, rule, reason].some((list) => list.length > 0) ||
    superseded !== 'show' ||
    Boolean(from || to || q)
  );
}

export const NOT_NARROWED = {
  severity: null,
  rule: null,
  reason: null,
  superseded: null,
  from: null,
  to: null,
  q: null,
} as const;
