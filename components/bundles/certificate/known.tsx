import type { Certificate } from '@/lib/bundles/schemas';
import { formatCount, formatNumber } from '@/lib/format';
import { TextLink } from '../../ui/text-link';
import { memberAddress } from '../search-params';
import { CountTable } from './count-table';

/** Members that had come before, byte for byte, and with which bundle. */
export function Known({ certificate }: { readonly certificate: Certificate }) {
  const { bundle, known } = certificate;
  if (known.length === 0) return <p>None: every file came for the first time.</p>;
  return (
    <>
      <p className="pb-1">
        {formatCount(bundle.known, 'file')} had the same bytes as one that was here already and{' '}
        {bundle.known === 1 ? 'was' : 'were'} not read again; the records count as duplicates.
      </p>
      <CountTable
        label="Members known before"
        rows={known}
        keyOf={({ memberId }) => memberId}
        columns={[
          {
            header: 'Member',
            isWide: true,
            cell: ({ memberId, path }) => (
              <span className="font-mono text-xs wrap-anywhere">
                <TextLink href={memberAddress(bundle.id, memberId)}>{path}</TextLink>
              </span>
            ),
          },
          {
            header: 'Same bytes as',
            isWide: true,
            cell: ({ sameAs }) => (
              <span className="wrap-anywhere">
                <span className="font-mono text-xs">
                  <TextLink href={memberAddress(sameAs.bundleId, sameAs.memberId)}>{sameAs.path}</TextLink>
                </span>{' '}
                {sameAs.bundleId === bundle.id ? 'of this bundle' : `of ${sameAs.bundleName}`}
              </span>
            ),
          },
        ]}
      />
      {bundle.known > known.length && (
        <p className="pt-1 text-muted-foreground">
          The first {formatNumber(known.length)} of {formatNumber(bundle.known)}.
        </p>
      )}
    </>
  );
}
