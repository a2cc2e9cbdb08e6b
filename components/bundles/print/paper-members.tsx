import type { BundleDetail } from '@/lib/bundles/schemas';
import { formatBytes, formatNumber } from '@/lib/format';
import { CountTable } from '../certificate/count-table';
import { envelopeWord, memberStatusWord } from '../envelope-words';

/** The list of hashes: what came, byte for byte. */
export function PaperMembers({ bundle }: { readonly bundle: BundleDetail }) {
  const { memberRows, members } = bundle;
  return (
    <>
      <CountTable
        label="Members"
        rows={memberRows}
        keyOf={({ id }) => id}
        columns={[
          {
            header: 'Member and SHA-256',
            isWide: true,
            cell: ({ path, sha256, reason }) => (
              <span className="font-mono text-xs">
                <span className="block">{path}</span>
                <span className="block">{sha256 ?? 'no SHA-256'}</span>
                {reason && <span className="block font-sans">{reason}</span>}
              </span>
            ),
          },
          {
            header: 'Kind',
            cell: ({ envelope, status }) =>
              status === 'done' ? envelopeWord(envelope) : memberStatusWord(status),
          },
          { header: 'Size', align: 'right', cell: ({ bytes }) => formatBytes(bytes) },
          { header: 'Records', align: 'right', cell: ({ records }) => formatNumber(records) },
          { header: 'New', align: 'right', cell: ({ inserted }) => formatNumber(inserted) },
        ]}
      />
      {memberRows.length < members && (
        <p className="pt-2">
          The first {formatNumber(memberRows.length)} of {formatNumber(members)}.{' '}
          <code>npx trailhound bundles certificate {bundle.id} --json</code> has the numbers of all.
        </p>
      )}
    </>
  );
}
