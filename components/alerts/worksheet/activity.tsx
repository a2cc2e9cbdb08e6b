'use client';

import { useQuery } from '@tanstack/react-query';
import type { AuditRow } from '@/lib/audit/schemas';
import { activityQuery } from '@/lib/queries/alert';
import { DataPanel } from '../../layout/data-panel';
import { Skeleton } from '../../ui/skeleton';
import { UtcTime } from '../../ui/utc-time';
import { Section } from './section';

/** Who changed what, newest first. */
export function Activity({ alertId }: { readonly alertId: string }) {
  const query = useQuery(activityQuery(alertId));
  return (
    <Section title="Activity">
      <DataPanel
        query={query}
        skeleton={<Skeleton className="h-10" />}
        isEmpty={(rows) => rows.length === 0}
        empty={<p className="text-muted-foreground">Nobody has changed this alert yet.</p>}
      >
        {(rows) => (
          <ol className="flex flex-col gap-2">
            {rows.map((row) => (
              <ActivityRow key={row.id} row={row} />
            ))}
          </ol>
        )}
      </DataPanel>
    </Section>
  );
}

function ActivityRow({ row }: { readonly row: AuditRow }) {
  return (
    <li className="flex flex-col">
      <span className="flex flex-wrap items-baseline gap-x-2">
        <span className="font-medium">{row.actorName}</span>
        <span className="min-w-0 break-words">{actionWords(row.action)}</span>
        <UtcTime iso={row.at} relative className="ml-auto text-xs text-muted-foreground" />
      </span>
      <ul className="text-muted-foreground">
        {changesOf(row).map(({ name, before, after }) => (
          <li key={name} className="break-words">
            {name}: {before !== null && <span className="line-through">{before}</span>}
            {before !== null && ' → '}
            <span className="text-foreground">{after ?? 'none'}</span>
          </li>
        ))}
      </ul>
      {row.note && <p className="break-words whitespace-pre-wrap">{row.note}</p>}
    </li>
  );
}

/** `alert.set_status` → `set status`. */
function actionWords(action: string): string {
  return action.replace(/^\w+\./, '').replaceAll(/[_-]/g, ' ');
}

interface Change {
  readonly name: string;
  readonly before: string | null;
  readonly after: string | null;
}

function changesOf({ before, after }: AuditRow): readonly Change[] {
  const names = new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})]);
  return [...names].map((name) => ({
    name: name.replaceAll('_', ' '),
    before: valueText(before?.[name]),
    after: valueText(after?.[name]),
  }));
}

function valueText(value: unknown): string | null {
  if (value === undefined || value === null || value === '') return null;
  return typeof value === 'string' ? value.replaceAll('_', ' ') : JSON.stringify(value);
}
