'use client';

import { useQuery } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import type { AlertDetail, CloseReason } from '@/lib/alerts/schemas';
import type { Worksheet } from '@/lib/investigate/schemas';
import { worksheetQuery } from '@/lib/queries/alert';
import { alertDetailQuery } from '@/lib/queries/alerts';
import { DataPanel } from '../../layout/data-panel';
import { ShortcutsDialog } from '../../layout/shortcuts-dialog';
import type { WorksheetActions } from './actions';
import { Activity } from './activity';
import { AlertHeader } from './alert-header';
import { Checklist } from './checklist';
import { CloseDialog, type CloseDraft } from './close-dialog';
import { FalsePositives } from './false-positives';
import { ReasonLines } from './reason-lines';
import { AttackTechniques, References } from './references';
import { Response } from './response';
import { ColumnSkeleton, HeaderSkeleton, ReasonSkeleton } from './skeletons';
import { TimelineSection } from './timeline-section';
import { ALERT_SHORTCUTS, useAlertKeys } from './use-alert-keys';
import { useDecide } from './use-decide';
import { What } from './what';
import { Where } from './where';
import { Who } from './who';
import { With } from './with';

interface AlertWorksheetProps {
  readonly id: string;
  readonly actions: WorksheetActions;
}

/** One alert as an argument from top to bottom: what happened, why it is flagged, what speaks for and against, decide. */
export function AlertWorksheet({ id, actions }: AlertWorksheetProps) {
  const query = useQuery(alertDetailQuery(id));
  return (
    <DataPanel query={query} skeleton={<HeaderSkeleton />}>
      {(alert) => <LoadedWorksheet alert={alert} actions={actions} />}
    </DataPanel>
  );
}

interface LoadedWorksheetProps {
  readonly alert: AlertDetail;
  readonly actions: WorksheetActions;
}

function LoadedWorksheet({ alert, actions }: LoadedWorksheetProps) {
  const worksheet = useQuery(worksheetQuery(alert.id));
  const decide = useDecide(alert, actions.setStatus);
  const [draft, setDraft] = useState<CloseDraft | null>(null);
  const [areKeysShown, setAreKeysShown] = useState(false);
  const close = (reason: CloseReason) => setDraft({ reason, note: '' });
  useAlertKeys({ alert, onDecide: decide.mutate, onClose: close, showKeys: () => setAreKeysShown(true) });

  const titleRef = useRef<HTMLHeadingElement>(null);
  const sheet = worksheet.data;
  const isFailed = !sheet && worksheet.error !== null;

  return (
    <>
      <AlertHeader
        alert={alert}
        isSaving={decide.isPending}
        titleRef={titleRef}
        onDecide={decide.mutate}
        onClose={close}
      />
      {sheet && <ReasonLines alert={alert} worksheet={sheet} />}
      {!sheet && !isFailed && <ReasonSkeleton />}
      <TimelineSection alertId={alert.id} alertTime={alert.eventTime} />
      <div className="grid grid-cols-[minmax(0,7fr)_minmax(0,5fr)] border-b">
        <div className="border-r">
          <DataPanel query={worksheet} skeleton={<ColumnSkeleton />}>
            {(loaded) => (
              <Argument
                alert={alert}
                worksheet={loaded}
                actions={actions}
                onExplain={(note) => setDraft({ reason: 'false_positive', note })}
              />
            )}
          </DataPanel>
        </div>
        <div>
          {sheet && <Actors alert={alert} worksheet={sheet} />}
          {!sheet && !isFailed && <ColumnSkeleton />}
          <What alert={alert} />
          <Activity alertId={alert.id} steps={sheet?.steps ?? []} />
        </div>
      </div>
      {sheet && <Aftermath worksheet={sheet} />}
      <CloseDialog
        draft={draft}
        fallbackRef={titleRef}
        onCancel={() => setDraft(null)}
        onSubmit={({ reason, note }) => {
          setDraft(null);
          decide.mutate({ status: 'closed', reason, note });
        }}
      />
      <ShortcutsDialog open={areKeysShown} onOpenChange={setAreKeysShown} groups={[ALERT_SHORTCUTS]} />
    </>
  );
}

interface ArgumentProps {
  readonly alert: AlertDetail;
  readonly worksheet: Worksheet;
  readonly actions: WorksheetActions;
  readonly onExplain: (note: string) => void;
}

function Argument({ alert, worksheet, actions, onExplain }: ArgumentProps) {
  return (
    <>
      <Checklist alertId={alert.id} steps={worksheet.steps} setStep={actions.setStep} />
      <FalsePositives
        items={worksheet.falsePositives}
        canClose={alert.status !== 'closed'}
        onExplain={onExplain}
      />
    </>
  );
}

/** What to do with the verdict, and where to read on. */
function Aftermath({ worksheet }: { readonly worksheet: Worksheet }) {
  return (
    <>
      <Response steps={worksheet.response} />
      <div className="grid grid-cols-2">
        <References rule={worksheet.rule} />
        <AttackTechniques rule={worksheet.rule} />
      </div>
    </>
  );
}

function Actors({ alert, worksheet }: { readonly alert: AlertDetail; readonly worksheet: Worksheet }) {
  return (
    <>
      <Who identity={worksheet.identity} alertTime={alert.eventTime} />
      <Where source={worksheet.source} alertTime={alert.eventTime} />
      <With agent={worksheet.agent} identity={worksheet.identity} />
    </>
  );
}
