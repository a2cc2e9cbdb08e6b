'use client';

import { SearchX } from 'lucide-react';
import { useQueryStates } from 'nuqs';
import { UploadButton } from '../bundles/upload/upload-button';
import { PanelMessage } from '../layout/panel-message';
import { Button } from '../ui/button';
import { eventParsers } from './search-params';

export function NoEvents() {
  const [{ q, from, to, bundle }, setState] = useQueryStates(eventParsers);
  if (!q && !from && !to && !bundle) {
    return (
      <PanelMessage icon={SearchX} title="No event yet" actions={<UploadButton />}>
        Drop CloudTrail files anywhere in this window to fill this list.
      </PanelMessage>
    );
  }
  return (
    <PanelMessage
      icon={SearchX}
      title="No event matches"
      actions={
        <>
          {(from || to) && (
            <Button variant="outline" onClick={() => setState({ from: null, to: null })}>
              Search all time
            </Button>
          )}
          {bundle && (
            <Button variant="outline" onClick={() => setState({ bundle: null })}>
              Search all bundles
            </Button>
          )}
          <Button variant="outline" onClick={() => setState({ q: null, from: null, to: null, bundle: null })}>
            Clear the search
          </Button>
        </>
      }
    />
  );
}
