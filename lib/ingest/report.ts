import type { IngestResult } from './read-result';

/** What evaluating the rules after an ingest did to the queue, over all rules. */
export interface AlertSums {
  readonly opened: number;
  readonly superseded: number;
  readonly capped: number;
}

/** What an ingest tells programs: `ingest --json` and a push that waits. */
export interface IngestReport {
  readonly bundleId: number;
  readonly members: number;
  readonly records: number;
  readonly inserted: number;
  readonly duplicates: number;
  readonly conflicts: number;
  readonly skipped: IngestResult['skipped'];
  readonly errors: ReadonlyArray<{
    readonly member: string;
    readonly position: string;
    readonly reason: string;
  }>;
  readonly alerts: AlertSums;
  readonly seconds: number;
}

export function sumAlerts(outcomes: readonly AlertSums[]): AlertSums {
  const sum = (key: keyof AlertSums) => outcomes.reduce((total, row) => total + row[key], 0);
  return { opened: sum('opened'), superseded: sum('superseded'), capped: sum('capped') };
}

export function toIngestReport(
  { bundle, skipped, errors }: IngestResult,
  alerts: AlertSums,
  seconds: number,
): IngestReport {
  return {
    bundleId: bundle.id,
    members: bundle.members,
    records: bundle.records,
    inserted: bundle.inserted,
    duplicates: bundle.duplicates,
    conflicts: bundle.conflicts,
    skipped,
    errors: errors.map(({ member, position, reason }) => ({ member, position, reason })),
    alerts,
    seconds,
  };
}
