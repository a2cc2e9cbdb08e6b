/** Event time, ISO-8601: from `from` on and before `to`; null leaves that end open. */
export interface EvaluationRange {
  readonly from: string | null;
  readonly to: string | null;
}

export function isWithin(at: Date, { from, to }: EvaluationRange): boolean {
  return (
    (from === null || at.getTime() >= Date.parse(from)) && (to === null || at.getTime() < Date.parse(to))
  );
}
