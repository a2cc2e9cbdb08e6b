'use client';

import { SearchX } from 'lucide-react';
import { useQueryStates } from 'nuqs';
import { UploadButton } from '../bundles/upload/upload-button';
import { PanelMessage } from '../layout/panel-message';
import { Button } from '../ui/button';
import { eventParsers } from './search-params';

export function NoEvents() {
  const [{ q, from, to }, setState] = useQueryStates(eventParsers);
  if (!q && !from && !to) {
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
          <Button variant="outline" onClick={() => setState({ q: null, from: null, to: null })}>
            Clear the search
          </Button>
        </>
      }
    />
  );
}
