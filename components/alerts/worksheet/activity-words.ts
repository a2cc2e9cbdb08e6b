import type { AuditRow } from '@/lib/audit/schemas';
import type { WorksheetStep } from '@/lib/investigate/schemas';

export interface Change {
  readonly name: string;
  readonly before: string | null;
  readonly after: string | null;
}

type Steps = ReadonlyArray<Pick<WorksheetStep, 'id' | 'title'>>;

/** What a row says, after the person's name. Actions without words of their own are named as they are stored. */
export function actionWords(row: AuditRow, steps: Steps): string {
  const { action, after } = row;
  switch (action) {
    case 'alert.acknowledge':
      return 'acknowledged the alert';
    case 'alert.reopen':
      return 'reopened the alert';
    case 'alert.close':
      return `closed the alert${after?.reason ? ` as ${valueText(after.reason)}` : ''}`;
    case 'alert.step':
      return stepWords(row, steps);
    default:
      return action.replace(/^\w+\./, '').replaceAll(/[._-]/g, ' ');
  }
}

function stepWords({ before, after }: AuditRow, steps: Steps): string {
  const title = steps.find(({ id }) => id === after?.step)?.title ?? valueText(after?.step);
  return before?.state === after?.state ? `wrote a note on “${title}”` : `answered “${title}”`;
}

/** Told by the row itself: who, and which step. */
const TOLD_ELSEWHERE = new Set(['step', 'decidedBy']);

/** The fields that changed, except what the row's own words say. */
export function changesOf({ before, after, note }: AuditRow): readonly Change[] {
  const names = new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})]);
  return [...names]
    .filter((name) => !TOLD_ELSEWHERE.has(name))
    .map((name) => ({ name, before: valueText(before?.[name]), after: valueText(after?.[name]) }))
    .filter((change) => change.before !== change.after && !(change.name === 'note' && change.after === note));
}

function valueText(value: unknown): string | null {
  if (value === undefined || value === null || value === '') return null;
  if (typeof value !== 'string') return JSON.stringify(value);
  return /^[a-z]+(_[a-z]+)+$/.test(value) ? value.replaceAll('_', ' ') : value;
}
