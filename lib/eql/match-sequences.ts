import type { SequenceQuery } from './ast';

/** An event that takes part in a sequence query. */
export interface SequenceRow {
  readonly eventId: string;
  /** Milliseconds since 1970. */
  readonly eventTimeMs: number;
  /**
   * One entry per step and one more for `until`: null when the event does not take part, else the values of each join
   * key, none of them empty.
   */
  readonly parts: ReadonlyArray<ReadonlyArray<readonly string[]> | null>;
}

export interface SequenceEvent {
  readonly eventId: string;
  readonly eventTimeMs: number;
}

export interface SequenceMatch {
  /** One event per step and run, in order. */
  readonly events: readonly SequenceEvent[];
  /** The values of the join keys, in the order of the query. */
  readonly key: readonly string[];
}

/**
 * Finds the sequences in events ordered by time, then id, as Elasticsearch does:
 *
 * - events are joined by key; one that has several values for a key takes part under each of them;
 * - per key and step, the newest beginning goes on: an event continues the sequence whose last event is the latest
 *   before it, older ones at that step are forgotten, and what was continued is used up;
 * - an event stands in a sequence once, though it may end one and begin another;
 * - a continuation later than `maxspan` after the first event (exactly `maxspan` is in time) ends the sequence;
 * - `until` ends every beginning of its key, also one that the same event has just made or continued; a sequence that
 *   the same event completes is complete;
 * - `with runs=n` is the step n times in a row.
 *
 * Matches come in the order in which they are complete.
 */
export function matchSequences(rows: Iterable<SequenceRow>, query: SequenceQuery): readonly SequenceMatch[] {
  const steps = query.stages.flatMap(({ runs }, stage) => Array.from({ length: runs }, () => stage));
  const last = steps.length - 1;
  const beginnings = new Map<string, Array<readonly SequenceEvent[] | undefined>>();
  const matches: SequenceMatch[] = [];
  for (const { eventId, eventTimeMs, parts } of rows) {
    const event: SequenceEvent = { eventId, eventTimeMs };
    // From the last step to the first, so that an event never continues what it has made itself.
    for (let step = last; step >= 0; step -= 1) {
      for (const key of keysOf(parts[steps[step] ?? 0])) {
        const name = JSON.stringify(key);
        const pending = beginnings.get(name) ?? [];
        const before = step === 0 ? [] : pending[step - 1];
        if (!before) continue;
        if (step > 0) pending[step - 1] = undefined;
        if (isTooLate(before, event, query.maxspanMs)) continue;
        const events = [...before, event];
        if (step === last) matches.push({ events, key });
        else pending[step] = events;
        beginnings.set(name, pending);
      }
    }
    if (query.until) {
      for (const key of keysOf(parts[query.stages.length])) beginnings.delete(JSON.stringify(key));
    }
  }
  return matches;
}

function isTooLate(
  [first]: readonly SequenceEvent[],
  event: SequenceEvent,
  maxspanMs: number | null,
): boolean {
  return first !== undefined && maxspanMs !== null && event.eventTimeMs - first.eventTimeMs > maxspanMs;
}

/** Every combination of the values of the join keys; one empty key when the sequence is not joined. */
function keysOf(part: SequenceRow['parts'][number] | undefined): ReadonlyArray<readonly string[]> {
  if (!part) return [];
  return part.reduce<ReadonlyArray<readonly string[]>>(
    (keys, values) => keys.flatMap((key) => [...new Set(values)].map((value) => [...key, value])),
    [[]],
  );
}
