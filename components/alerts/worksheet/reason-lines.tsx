import { Trash2, TriangleAlert } from 'lucide-react';
import type { AlertDetail } from '@/lib/alerts/schemas';
import { formatCount } from '@/lib/format';
import type { Worksheet } from '@/lib/investigate/schemas';
import { TextLink } from '../../ui/text-link';
import { UtcTime } from '../../ui/utc-time';
import { eventHref } from './event-links';
import { FormNote } from './form-note';
import { FoundEvents } from './found-events';
import { HistoryEvidence } from './history-evidence';

interface ReasonLinesProps {
  readonly alert: AlertDetail;
  readonly worksheet: Worksheet;
}

/** What happened, and why it counts as new: the two sentences everything below argues about. */
export function ReasonLines({ alert, worksheet }: ReasonLinesProps) {
  return (
    <div className="flex flex-col gap-1.5 border-b px-4 py-3">
      <p className="max-w-[110ch] text-lg break-words">{worksheet.reasonSentence}</p>
      <p className="max-w-[130ch] break-words">
        <span className="font-medium">{alert.history ? 'New:' : 'Why:'}</span> {worksheet.whySentence}
      </p>
      {alert.history && <HistoryEvidence alert={alert} history={alert.history} />}
      {alert.evidence && <FoundEvents evidence={alert.evidence} query={worksheet.rule.query} />}
      {alert.suppressed > 0 && (
        <p className="text-muted-foreground">
          {formatCount(alert.suppressed, 'later alert')} of the same group suppressed
          {alert.suppressedUntil && (
            <>
              , the last at <UtcTime iso={alert.suppressedUntil} />
            </>
          )}
          .
        </p>
      )}
      {!alert.sourceDeletedAt && <FormNote eventId={alert.eventId} />}
      {alert.sourceDeletedAt && (
        <p className="text-muted-foreground">
          <Trash2 aria-hidden className="mr-1.5 inline size-4 align-text-bottom" />
          The bundle of its event was deleted at <UtcTime iso={alert.sourceDeletedAt} />. The alert keeps its
          own copy.
        </p>
      )}
      {alert.supersededBy && (
        <p className="text-warning">
          <TriangleAlert aria-hidden className="mr-1.5 inline size-4 align-text-bottom" />
          Superseded: a later upload holds an earlier sighting of the same values
          {alert.supersededByTime && (
            <>
              , at <UtcTime iso={alert.supersededByTime} />
            </>
          )}
          . <TextLink href={eventHref(alert.supersededBy)}>Show the earlier event</TextLink>
        </p>
      )}
      {alert.status === 'closed' && <DecisionLine alert={alert} />}
    </div>
  );
}

function DecisionLine({ alert }: { readonly alert: AlertDetail }) {
  return (
    <p className="max-w-[110ch] break-words whitespace-pre-wrap">
      <span className="text-muted-foreground">
        Closed{alert.decidedBy && ` by ${alert.decidedBy}`}
        {alert.decidedAt && (
          <>
            {' '}
            at <UtcTime iso={alert.decidedAt} />
          </>
        )}
        {alert.note ? ': ' : ', without a note.'}
      </span>
      {alert.note}
    </p>
  );
}
