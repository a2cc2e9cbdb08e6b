import type { EventConflictRow, EventDetail, EventHolding } from '@/lib/events/schemas';
import { formatNumber } from '@/lib/format';
import { carrierWord, envelopeWord } from '../bundles/envelope-words';
import { lackingWords } from '../bundles/lacking';
import { bundleAddress, memberAddress } from '../bundles/search-params';
import { type Fact, FactTable } from '../layout/facts';
import { TextLink } from '../ui/text-link';

/** Where the record lies, what it came in, who else holds it and what contradicts it. */
export function EventOrigin({ event }: { readonly event: EventDetail }) {
  const facts: Fact[] = [
    {
      name: 'Bundle',
      value: (
        <TextLink href={bundleAddress(event.bundleId)}>
          {event.bundleName || `Bundle ${event.bundleId}`}
        </TextLink>
      ),
    },
    {
      name: 'Member',
      value: (
        <>
          <span className="font-mono text-xs break-all">
            <TextLink href={memberAddress(event.bundleId, event.memberId)}>{event.member}</TextLink>
          </span>
          <br />
          byte {formatNumber(event.recordOffset)}, {formatNumber(event.recordLength)} bytes
        </>
      ),
    },
    { name: 'Form', value: <Form event={event} /> },
    { name: 'Also held by', value: <Holdings holdings={event.holdings} total={event.holdingsTotal} /> },
    { name: 'Conflicts', value: <Conflicts conflicts={event.conflicts} total={event.conflictsTotal} /> },
  ];
  return <FactTable facts={facts} />;
}

function Form({ event: { envelope, lacks, isCarried } }: { readonly event: EventDetail }) {
  return (
    <>
      {envelopeWord(envelope)}
      {isCarried && (
        <p className="text-muted-foreground">
          It came inside {carrierWord(envelope)}; the record is shown without that.
        </p>
      )}
      {lacks.length > 0 && (
        <p className="text-warning">
          This form lacks {lackingWords(lacks)}. Rules that need one of them are not evaluable on it.
        </p>
      )}
    </>
  );
}

function Holdings({
  holdings,
  total,
}: {
  readonly holdings: readonly EventHolding[];
  readonly total: number;
}) {
  if (total === 0) return 'no other file';
  return (
    <ul>
      {holdings.map(({ bundleId, bundleName, memberId, member, offset, sameFile }) => (
        <li key={`${memberId} ${offset}`} className="wrap-anywhere">
          <TextLink href={bundleAddress(bundleId)}>{bundleName}</TextLink>,{' '}
          <span className="font-mono text-xs">
            <TextLink href={memberAddress(bundleId, memberId)}>{member}</TextLink>
          </span>
          , {sameFile ? 'the same file again' : `byte ${formatNumber(offset)}`}
        </li>
      ))}
      {total > holdings.length && <li>and {formatNumber(total - holdings.length)} more places</li>}
    </ul>
  );
}

interface ConflictsProps {
  readonly conflicts: readonly EventConflictRow[];
  readonly total: number;
}

function Conflicts({ conflicts, total }: ConflictsProps) {
  if (total === 0) return 'no record of this id says anything else';
  return (
    <ul>
      {conflicts.map(({ id, other }) => (
        <li key={id} className="wrap-anywhere">
          <TextLink href={`/events/conflicts/${id}`}>Compare</TextLink> with the record in {other.bundleName},{' '}
          <span className="font-mono text-xs">{other.member}</span>
        </li>
      ))}
      {total > conflicts.length && <li>and {formatNumber(total - conflicts.length)} more</li>}
    </ul>
  );
}
