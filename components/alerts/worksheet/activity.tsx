'use client';

import { useQuery } from '@tanstack/react-query';
import type { AuditRow } from '@/lib/audit/schemas';
import type { WorksheetStep } from '@/lib/investigate/schemas';
import { activityQuery } from '@/lib/queries/alert';
import { DataPanel } from '../../layout/data-panel';
import { Section } from '../../layout/section';
import { Skeleton } from '../../ui/skeleton';
import { UtcTime } from '../../ui/utc-time';
import { actionWords, changesOf } from './activity-words';

interface ActivityProps {
  readonly alertId: string;
  /** For the titles of the steps that were answered. */
  readonly steps: readonly WorksheetStep[];
}

/** Who changed what, newest first. */
export function Activity({ alertId, steps }: ActivityProps) {
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
              <ActivityRow key={row.id} row={row} steps={steps} />
            ))}
          </ol>
        )}
      </DataPanel>
    </Section>
  );
}

function ActivityRow({ row, steps }: { readonly row: AuditRow; readonly steps: readonly WorksheetStep[] }) {
  return (
    <li className="flex flex-col">
      <span className="flex items-baseline gap-x-2">
        <span className="min-w-0 flex-1 break-words">
          <span className="font-medium">{row.actorName}</span> {actionWords(row, steps)}
        </span>
        <UtcTime iso={row.at} relative className="text-xs text-muted-foreground" />
      </span>
      <ul className="text-muted-foreground">
        {changesOf(row).map(({ name, before, after }) => (
          <li key={name} className="break-words">
            {name}: {before !== null && `${before} → `}
            <span className="text-foreground">{after ?? 'none'}</span>
          </li>
        ))}
      </ul>
      {row.note && <p className="border-l-2 pl-2 break-words whitespace-pre-wrap">{row.note}</p>}
    </li>
  );
}
