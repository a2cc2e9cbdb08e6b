import type { Suppression } from '../rules/definition';
import type { Find } from './alert-row';
import { termsHash } from './terms-hash';

/** A find with the values its group is known by; a value is null when the field is missing. */
export interface GroupedFind {
  readonly find: Find;
  readonly group: ReadonlyArray<string | null>;
}

/**
 * Makes one find of those of a group: the first stands, and counts what follows within the duration after it, or within
 * its own execution when none is set. The next one after that begins anew. `grouped` is ordered by time.
 *
 * Elastic looks from each new alert back to the last, with the same result on event time, but for one thing: closing an
 * alert does not end its suppression here, since what counts is when events happened, not when somebody decided.
 */
export function suppressFinds(
  grouped: readonly GroupedFind[],
  { durationMs, missing }: Pick<Suppression, 'durationMs' | 'missing'>,
  intervalMs: number,
): readonly Find[] {
  const kept: Find[] = [];
  const standing = new Map<string, number>();
  for (const { find, group } of grouped) {
    if (missing === 'doNotSuppress' && group.includes(null)) {
      kept.push(find);
      continue;
    }
    const hash = termsHash(['suppressed', JSON.stringify(group)]);
    const index = standing.get(hash);
    const first = index === undefined ? undefined : kept[index];
    if (index !== undefined && first && isWithin(first.eventTime, find.eventTime, durationMs, intervalMs)) {
      kept[index] = {
        ...first,
        suppressed: { count: (first.suppressed?.count ?? 0) + 1, until: find.eventTime },
      };
      continue;
    }
    standing.set(hash, kept.push({ ...find, termsHash: hash }) - 1);
  }
  return kept;
}

function isWithin(first: Date, later: Date, durationMs: number | null, intervalMs: number): boolean {
  if (durationMs !== null) return later.getTime() - first.getTime() <= durationMs;
  const execution = (at: Date) => Math.ceil(at.getTime() / intervalMs);
  return execution(first) === execution(later);
}
