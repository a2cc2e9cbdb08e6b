import type { Certificate, ReasonCount } from '@/lib/bundles/schemas';
import { formatCount, formatNumber } from '@/lib/format';
import { Badge } from '../../ui/badge';
import { TextLink } from '../../ui/text-link';
import { memberAddress } from '../search-params';
import { CountTable } from './count-table';

/** What did not become an event, by reason, with the first places of each. */
export function Reasons({ certificate }: { readonly certificate: Certificate }) {
  const { bundle, problems, reasonsTotal } = certificate;
  if (problems.length === 0) return <p>Every member and every record could be read.</p>;
  return (
    <>
      <CountTable
        label="Skipped and errors by reason"
        rows={problems}
        keyOf={({ kind, reason }) => `${kind} ${reason}`}
        columns={[
          {
            header: 'Kind',
            cell: ({ kind }) =>
              kind === 'error' ? (
                <Badge variant="danger">Error</Badge>
              ) : (
                <Badge variant="outline">Skipped</Badge>
              ),
          },
          { header: 'Reason', cell: ({ reason }) => <span className="wrap-anywhere">{reason}</span> },
          { header: 'Times', align: 'right', cell: ({ count }) => formatNumber(count) },
          { header: 'Members', align: 'right', cell: ({ members }) => formatNumber(members) },
          {
            header: 'Where',
            isWide: true,
            cell: (reason) => <Examples bundleId={bundle.id} reason={reason} />,
          },
        ]}
      />
      {reasonsTotal > problems.length && (
        <p className="pt-1 text-muted-foreground">
          The {problems.length} most frequent of {formatCount(reasonsTotal, 'reason')}.
        </p>
      )}
    </>
  );
}

function Examples({ bundleId, reason }: { readonly bundleId: number; readonly reason: ReasonCount }) {
  const { examples, members } = reason;
  return (
    <ul className="font-mono text-xs leading-5">
      {examples.map(({ member, memberId, position }) => (
        <li key={`${member} ${position}`}>
          {memberId === null ? (
            member
          ) : (
            <TextLink href={memberAddress(bundleId, memberId)}>{member}</TextLink>
          )}
          {position && <span className="text-muted-foreground">, {position}</span>}
        </li>
      ))}
      {members > examples.length && (
        <li className="font-sans text-muted-foreground">
          and in {formatCount(members - examples.length, 'member')} more
        </li>
      )}
    </ul>
  );
}
