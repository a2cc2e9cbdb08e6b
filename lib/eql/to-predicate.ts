import type { Clock, Predicate } from '../kql';
import { planToPredicate } from '../kql/to-predicate';
import type { EventFilter } from './ast';
import { DEFAULT_CATEGORY_FIELD, planFilter } from './plan';

/**
 * Compiles one event filter to a function over one event, with the meaning it has in Elasticsearch:
 *
 * - a clause is true when any value of the field satisfies it; `not` is pure negation, so it holds for events without
 *   the field, except for comparisons of two fields and lengths, which need what they compare;
 * - `==` and `in` compare case-sensitively; `:` and what carries a `~` fold A to Z;
 * - the needle of `stringContains` and `endsWith` is a pattern: `*` and `?` in it are live, `\*` is a star;
 * - an unknown field or a value that does not fit its field matches nothing.
 *
 * `categoryField` is the field that `iam where` names; `clock` decides what `now` means, and is read once, here.
 */
export function eqlToPredicate(
  filter: EventFilter,
  options: { readonly categoryField?: string; readonly clock?: Clock } = {},
): Predicate {
  const { categoryField = DEFAULT_CATEGORY_FIELD, clock = Date.now } = options;
  return planToPredicate(planFilter(filter, categoryField, clock()));
}
