import type { Certificate, EnvelopeCount } from '@/lib/bundles/schemas';
import { formatBytes, formatNumber } from '@/lib/format';
import { TextLink } from '../../ui/text-link';
import { envelopeWord, memberStatusWord } from '../envelope-words';
import { bundleAddress } from '../search-params';
import { CountTable } from './count-table';

/** What the members were, by what was found in them. */
export function Kinds({ certificate }: { readonly certificate: Certificate }) {
  const { bundle, envelopes } = certificate;
  const count = (
    header: string,
    key: 'records' | 'inserted' | 'duplicates' | 'conflicts' | 'skipped' | 'errors',
  ) => ({
    header,
    align: 'right' as const,
    cell: (row: EnvelopeCount) => formatNumber(row[key]),
  });
  return (
    <CountTable
      label="Members by kind"
      rows={envelopes}
      keyOf={({ envelope, status }) => `${envelope} ${status}`}
      columns={[
        {
          header: 'Kind',
          isWide: true,
          cell: ({ envelope, status }) => (
            <>
              {envelopeWord(envelope)}
              {status !== 'done' && (
                <span className="text-muted-foreground"> ({memberStatusWord(status)})</span>
              )}
            </>
          ),
        },
        {
          header: 'Members',
          align: 'right',
          cell: ({ envelope, members }) =>
            envelope ? (
              <TextLink href={bundleAddress(bundle.id, { tab: 'members', kind: envelope })}>
                {formatNumber(members)}
              </TextLink>
            ) : (
              formatNumber(members)
            ),
        },
        { header: 'Size', align: 'right', cell: ({ bytes }) => formatBytes(bytes) },
        count('Records', 'records'),
        count('New', 'inserted'),
        count('Duplicates', 'duplicates'),
        count('Conflicts', 'conflicts'),
        count('Skipped', 'skipped'),
        count('Errors', 'errors'),
      ]}
    />
  );
}
