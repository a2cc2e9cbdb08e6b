'use client';

import { useQuery } from '@tanstack/react-query';
import { CircleCheck, FolderArchive, SearchX } from 'lucide-react';
import Link from 'next/link';
import { bundleListQuery } from '@/lib/queries/bundles';
import { UploadButton } from '../../bundles/upload/upload-button';
import { PanelMessage } from '../../layout/panel-message';
import { Button } from '../../ui/button';
import { isNarrowed, NOT_NARROWED } from './search-params';
import { useQueueState } from './use-queue-state';

/** Three reasons for an empty queue, each with its own way on. */
export function QueueEmpty() {
  const [state, setState] = useQueueState();
  const bundles = useQuery(bundleListQuery()).data;
  if (isNarrowed(state)) {
    return (
      <PanelMessage
        icon={SearchX}
        title="No alert matches these filters"
        actions={
          <>
            <Button variant="outline" onClick={() => setState(NOT_NARROWED)}>
              Clear filters
            </Button>
            {state.status !== 'all' && (
              <Button variant="ghost" onClick={() => setState({ status: 'all' })}>
                Look in every status
              </Button>
            )}
          </>
        }
      />
    );
  }
  if (bundles?.length === 0) {
    return (
      <PanelMessage icon={FolderArchive} title="No CloudTrail here yet" actions={<UploadButton />}>
        Drop files, a folder or an archive anywhere in this window, or run{' '}
        <code className="rounded-sm bg-muted px-1">npx trailhound ingest PATH</code>. The rules run over them
        at once and alerts appear here.
      </PanelMessage>
    );
  }
  return (
    <PanelMessage
      icon={CircleCheck}
      title={state.status === 'all' ? 'No rule has raised an alert' : `No ${state.status} alert`}
      actions={
        <Button variant="outline" asChild>
          <Link href="/rules">What the rules look for</Link>
        </Button>
      }
    >
      {state.status === 'all' ? 'Every event was looked at.' : 'Nothing waits in this list.'}
    </PanelMessage>
  );
}
