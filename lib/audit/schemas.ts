/** One line of "who did what": times ISO-8601 UTC, before and after hold only the fields that changed. */
export interface AuditRow {
  readonly id: number;
  readonly at: string;
  readonly actorName: string;
  readonly action: string;
  readonly targetType: string;
  readonly targetId: string;
  readonly before: Readonly<Record<string, unknown>> | null;
  readonly after: Readonly<Record<string, unknown>> | null;
  readonly note: string | null;
}
