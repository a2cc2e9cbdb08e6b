/** Event time, ISO-8601: from `from` on and before `to`; null leaves that end open. */
export interface EvaluationRange {
  readonly from: string | null;
  readonly to: string | null;
}
