/** What an evaluation did to the alerts of a rule. */
export interface Evaluated {
  /** Events that match the query in the range. */
  readonly matched: number;
  readonly opened: number;
  readonly superseded: number;
  /** Alerts that `max_signals` cut off. */
  readonly capped: number;
}
