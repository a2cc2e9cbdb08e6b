/** A matching event of one group, with its values of the field that is counted. */
export interface GroupEvent {
  readonly eventId: string;
  readonly atMs: number;
  readonly counted: readonly string[];
}

export interface ThresholdSettings {
  readonly value: number;
  /** Different values of the counted field that are needed; 0 when none is counted. */
  readonly cardinality: number;
  readonly lookbackMs: number;
  readonly intervalMs: number;
}

/** The events of one alert of a group, oldest first. */
export interface ThresholdHit {
  readonly events: readonly GroupEvent[];
  /** Different values of the counted field among them. */
  readonly cardinality: number;
}

/**
 * What a schedule of executions would have found in one group's events, ordered by time, then id.
 *
 * Executions lie at whole multiples of the interval since 1970. Each looks at (t - look-back, t], without the events
 * that a hit of the group has counted already (Elastic's signal history), and is a hit when it finds enough of them.
 * Only executions that see an event for the first time are looked at: a later one sees the same events or fewer of them.
 */
export function simulateThresholds(
  events: readonly GroupEvent[],
  { value, cardinality, lookbackMs, intervalMs }: ThresholdSettings,
): readonly ThresholdHit[] {
  const hits: ThresholdHit[] = [];
  let start = 0;
  let index = 0;
  while (index < events.length) {
    const at = executionAfter(events[index]?.atMs ?? 0, intervalMs);
    while (index < events.length && (events[index]?.atMs ?? 0) <= at) index += 1;
    while (start < index && (events[start]?.atMs ?? 0) <= at - lookbackMs) start += 1;
    const window = events.slice(start, index);
    const different = new Set(window.flatMap(({ counted }) => counted)).size;
    if (window.length < value || different < cardinality) continue;
    hits.push({ events: window, cardinality: different });
    start = index;
  }
  return hits;
}

/** The first execution that sees an event of this time. */
function executionAfter(atMs: number, intervalMs: number): number {
  return Math.ceil(atMs / intervalMs) * intervalMs;
}
