import { z } from 'zod';

/** Elastic's severities, least first; the position is what the queue sorts by. */
export const Severity = z.enum(['low', 'medium', 'high', 'critical']);
export type Severity = z.infer<typeof Severity>;

export function severityRank(severity: Severity): number {
  return Severity.options.indexOf(severity);
}
