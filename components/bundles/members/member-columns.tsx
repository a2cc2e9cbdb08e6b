'use client';

import {
  createColumnHelper,
  createSortedRowModel,
  metaHelper,
  rowSortingFeature,
  sortFn_alphanumeric,
  sortFn_basic,
  tableFeatures,
} from '@tanstack/react-table';
import type { BundleMemberRow, KnownMember } from '@/lib/bundles/schemas';
import { formatBytes, formatNumber } from '@/lib/format';
import { Absent } from '../../ui/absent';
import { ColumnSort } from '../../ui/column-sort';
import { Identifier } from '../../ui/identifier';
import type { VirtualColumnMeta } from '../../ui/virtual-row';
import { MemberActions } from './member-actions';
import { MemberKind } from './member-kind';
import type { VerificationState } from './use-member-verifications';

/** A member with what the page learns of it later. */
export interface MemberView extends BundleMemberRow {
  /** The member that had its bytes before, where it is known by name. */
  readonly holder: KnownMember['sameAs'] | null;
  readonly verification: VerificationState | null;
}

interface MemberTableMeta {
  readonly bundleId: number;
  readonly verify: (memberId: number) => void;
}

export const memberFeatures = tableFeatures({
  rowSortingFeature,
  sortedRowModel: createSortedRowModel(),
  sortFns: { alphanumeric: sortFn_alphanumeric, basic: sortFn_basic },
  tableMeta: metaHelper<MemberTableMeta>(),
});

const helper = createColumnHelper<typeof memberFeatures, MemberView>();

export const memberColumns = helper.columns([
  helper.accessor('path', {
    header: ({ column }) => <ColumnSort column={column}>Member</ColumnSort>,
    sortFn: 'alphanumeric',
    cell: ({ getValue }) => <Identifier value={getValue()} kind="path" tail={24} />,
  }),
  helper.accessor('envelope', {
    header: ({ column }) => <ColumnSort column={column}>Kind</ColumnSort>,
    sortFn: 'alphanumeric',
    cell: ({ row: { original: member }, table }) => (
      <MemberKind member={member} bundleId={table.options.meta?.bundleId ?? 0} sameAs={member.holder} />
    ),
  }),
  helper.accessor('sha256', {
    header: 'SHA-256',
    enableSorting: false,
    cell: ({ getValue }) => {
      const hash = getValue();
      return hash ? <Identifier value={hash} kind="SHA-256" tail={6} /> : <Absent>not known</Absent>;
    },
  }),
  helper.accessor('bytes', {
    header: ({ column }) => <ColumnSort column={column}>Size</ColumnSort>,
    sortFn: 'basic',
    cell: ({ getValue }) => formatBytes(getValue()),
  }),
  count('records', 'Records'),
  count('inserted', 'New'),
  count('duplicates', 'Duplicates'),
  count('conflicts', 'Conflicts'),
  count('errors', 'Errors'),
  helper.display({
    id: 'actions',
    header: 'Evidence',
    cell: ({ row: { original: member }, table }) => (
      <MemberActions
        member={member}
        bundleId={table.options.meta?.bundleId ?? 0}
        verification={member.verification}
        onVerify={() => table.options.meta?.verify(member.id)}
      />
    ),
  }),
]);

type CountKey = 'records' | 'inserted' | 'duplicates' | 'conflicts' | 'errors';

function count(key: CountKey, header: string) {
  return helper.accessor(key, {
    header: ({ column }) => <ColumnSort column={column}>{header}</ColumnSort>,
    sortFn: 'basic',
    cell: ({ getValue }) => <Count value={getValue()} />,
  });
}

function Count({ value }: { readonly value: number }) {
  return <span className={value === 0 ? 'text-muted-foreground' : undefined}>{formatNumber(value)}</span>;
}

const COUNT: VirtualColumnMeta = { width: '84px', align: 'right' };

const META: Readonly<Record<string, VirtualColumnMeta>> = {
  path: { width: 'minmax(220px, 3fr)' },
  envelope: { width: 'minmax(190px, 2fr)' },
  sha256: { width: '116px' },
  bytes: { width: '76px', align: 'right' },
  records: COUNT,
  inserted: COUNT,
  duplicates: { width: '98px', align: 'right' },
  conflicts: { width: '90px', align: 'right' },
  errors: { width: '72px', align: 'right' },
  actions: { width: '152px' },
};

export function memberColumnMeta(columnId: string): VirtualColumnMeta {
  return META[columnId] ?? { width: '1fr' };
}
