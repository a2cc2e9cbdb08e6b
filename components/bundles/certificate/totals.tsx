import type { Certificate } from '@/lib/bundles/schemas';
import { formatBytes, formatCount, formatNumber } from '@/lib/format';
import { type Fact, FactRow } from '../../layout/facts';
import { Absent } from '../../ui/absent';
import { TextLink } from '../../ui/text-link';
import { bundleEventsAddress, eventLinkAddress } from '../links';
import { bundleAddress, type MemberShow } from '../search-params';
import { describeSpan } from '../span';

/** The sums: each leads to the events or the members that it counts. */
export function Totals({ certificate }: { readonly certificate: Certificate }) {
  const { bundle, span } = certificate;
  return (
    <FactRow
      facts={[
        members('Members', bundle.id, bundle.members),
        { name: 'Records read', value: formatNumber(bundle.records) },
        {
          name: 'New events',
          value: <TextLink href={bundleEventsAddress(bundle.id)}>{formatNumber(bundle.inserted)}</TextLink>,
        },
        members('Duplicates dropped', bundle.id, bundle.duplicates, 'duplicates'),
        {
          name: 'Conflicts',
          value: linked(bundle.conflicts, bundleAddress(bundle.id, { tab: 'conflicts' })),
        },
        members('Skipped', bundle.id, bundle.skipped, 'skipped'),
        members('Errors', bundle.id, bundle.errors, 'errors'),
        members('Members known before', bundle.id, bundle.known, 'known'),
        {
          name: 'Events cover (UTC)',
          value: span ? (
            <TextLink href={eventLinkAddress(span.link)}>{describeSpan(span.first, span.last)}</TextLink>
          ) : (
            <Absent>no event of its own</Absent>
          ),
        },
      ]}
    />
  );
}

function members(name: string, bundleId: number, count: number, show?: MemberShow): Fact {
  return {
    name,
    value: linked(count, bundleAddress(bundleId, { tab: 'members', show: show ? [show] : [] })),
  };
}

/** Nothing is behind a nought. */
function linked(count: number, href: string) {
  return count === 0 ? formatNumber(count) : <TextLink href={href}>{formatNumber(count)}</TextLink>;
}

/** How much is kept as it came. */
export function evidenceSentence({ evidence }: Certificate): string {
  const { kept, notKept, elsewhere, bytesCame, bytesStored } = evidence;
  const parts = [
    `${formatCount(kept, 'file')} kept as they came (${formatBytes(bytesCame)}, ${formatBytes(bytesStored)} stored)`,
    notKept > 0 && `nothing is kept of ${formatCount(notKept, 'refused file')}`,
    elsewhere > 0 &&
      `${formatNumber(elsewhere)} of them lie with another bundle that had the same bytes first`,
  ].filter(Boolean);
  return `${parts.join('; ')}.`;
}
