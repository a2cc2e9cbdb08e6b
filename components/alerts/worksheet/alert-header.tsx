'use client';

import { ChevronLeft, ChevronRight } from 'lucide-react';
import Link from 'next/link';
import type { Ref } from 'react';
import type { AlertDetail, CloseReason } from '@/lib/alerts/schemas';
import { Button } from '../../ui/button';
import { Kbd } from '../../ui/kbd';
import { SeverityLabel } from '../../ui/severity';
import { StatusLabel } from '../../ui/status';
import { Hint } from '../../ui/tooltip';
import { CloseMenu } from './close-menu';
import type { Decision } from './use-decide';

interface AlertHeaderProps {
  readonly alert: AlertDetail;
  readonly isSaving: boolean;
  readonly titleRef: Ref<HTMLHeadingElement>;
  readonly onDecide: (decision: Decision) => void;
  /** Opens the dialog that asks for a note. */
  readonly onClose: (reason: CloseReason) => void;
}

/** What the alert is and what can be decided about it; stays in sight while the page scrolls. */
export function AlertHeader({ alert, isSaving, titleRef, onDecide, onClose }: AlertHeaderProps) {
  const isClosed = alert.status === 'closed';
  const acknowledge = () => onDecide({ status: 'acknowledged' });
  const reopen = () => onDecide({ status: 'open' });

  return (
    <header className="sticky top-0 z-30 flex min-h-12 flex-wrap items-center gap-x-3 gap-y-1 border-b bg-background px-4 py-2">
      <SeverityLabel severity={alert.severity} riskScore={alert.riskScore} />
      <h1
        ref={titleRef}
        tabIndex={-1}
        title={alert.ruleName}
        className="min-w-0 truncate text-lg font-semibold outline-none"
      >
        {alert.ruleName}
      </h1>
      <StatusLabel status={alert.status} reason={alert.reason} />
      <div className="ml-auto flex items-center gap-2">
        {isClosed ? (
          <Button variant="outline" size="sm" disabled={isSaving} onClick={reopen}>
            Reopen
          </Button>
        ) : (
          <>
            <Button
              variant="outline"
              size="sm"
              disabled={isSaving || alert.status === 'acknowledged'}
              onClick={acknowledge}
            >
              {alert.status === 'acknowledged' ? 'Acknowledged' : 'Acknowledge'} <Kbd>e</Kbd>
            </Button>
            <Button size="sm" disabled={isSaving} onClick={() => onClose('false_positive')}>
              False positive <Kbd className="border-primary-foreground/40 bg-transparent text-current">f</Kbd>
            </Button>
            <CloseMenu disabled={isSaving} onClose={onClose} />
          </>
        )}
        <nav aria-label="Alerts of the queue" className="flex">
          <Neighbour id={alert.previousId} label="Previous alert" hotkey="[" />
          <Neighbour id={alert.nextId} label="Next alert" hotkey="]" />
        </nav>
      </div>
    </header>
  );
}

interface NeighbourProps {
  readonly id: string | null;
  readonly label: string;
  readonly hotkey: '[' | ']';
}

function Neighbour({ id, label, hotkey }: NeighbourProps) {
  const Icon = hotkey === '[' ? ChevronLeft : ChevronRight;
  if (!id) {
    return (
      <Button variant="ghost" size="icon-sm" disabled aria-label={`No ${label.toLowerCase()}`}>
        <Icon aria-hidden />
      </Button>
    );
  }
  return (
    <Hint
      label={
        <>
          {label} <Kbd>{hotkey}</Kbd>
        </>
      }
    >
      <Button variant="ghost" size="icon-sm" asChild>
        <Link href={`/alerts/${id}`} aria-label={label}>
          <Icon aria-hidden />
        </Link>
      </Button>
    </Hint>
  );
}
