'use client';

import { useQuery } from '@tanstack/react-query';
import { Radio } from 'lucide-react';
import { sourceListQuery } from '@/lib/queries/sources';
import { DataPanel } from '../layout/data-panel';
import { PageHeader } from '../layout/page-header';
import { PanelMessage } from '../layout/panel-message';
import { TableSkeleton } from '../layout/table-skeleton';
import type { SourceActions } from './actions';
import { AddSourceDialog } from './add-source-dialog';
import { SourceCard } from './source-card';

/** What the worker looks after, and how each fares. There are few: each is told whole. */
export function SourceList({ actions }: { readonly actions: SourceActions }) {
  const query = useQuery(sourceListQuery());
  return (
    <>
      <PageHeader title="Watched sources" actions={<AddSourceDialog add={actions.add} />}>
        <p className="text-muted-foreground">
          Buckets and queues that the worker reads on its own; what is new becomes a bundle.
        </p>
      </PageHeader>
      <DataPanel
        query={query}
        skeleton={<TableSkeleton rows={4} />}
        isEmpty={(sources) => sources.length === 0}
        empty={
          <PanelMessage icon={Radio} title="Nothing is watched">
            Add the prefix of a trail, <code className="rounded-sm bg-muted px-1">s3://bucket/AWSLogs/…</code>
            , or the address of a queue that its notifications go to.
          </PanelMessage>
        }
      >
        {(sources) => (
          <ul>
            {sources.map((source) => (
              <SourceCard key={source.id} source={source} remove={actions.remove} />
            ))}
          </ul>
        )}
      </DataPanel>
    </>
  );
}
