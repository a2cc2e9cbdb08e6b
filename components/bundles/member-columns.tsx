'use client';

import {
  createColumnHelper,
  createSortedRowModel,
  rowSortingFeature,
  sortFn_alphanumeric,
  sortFn_basic,
  tableFeatures,
} from '@tanstack/react-table';
import type { BundleMemberRow } from '@/lib/bundles/schemas';
import { formatBytes, formatNumber } from '@/lib/format';
import { Absent } from '../ui/absent';
import { ColumnSort } from '../ui/column-sort';
import { Identifier } from '../ui/identifier';
import type { VirtualColumnMeta } from '../ui/virtual-row';

export const memberFeatures = tableFeatures({
  rowSortingFeature,
  sortedRowModel: createSortedRowModel(),
  sortFns: { alphanumeric: sortFn_alphanumeric, basic: sortFn_basic },
});

const helper = createColumnHelper<typeof memberFeatures, BundleMemberRow>();

export const memberColumns = helper.columns([
  helper.accessor('path', {
    header: ({ column }) => <ColumnSort column={column}>Member</ColumnSort>,
    sortFn: 'alphanumeric',
    cell: ({ getValue }) => <Identifier value={getValue()} kind="path" tail={24} />,
  }),
  helper.accessor('envelope', {
    header: ({ column }) => <ColumnSort column={column}>Kind</ColumnSort>,
    sortFn: 'alphanumeric',
    cell: ({ row: { original: member } }) => <MemberKind member={member} />,
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
  count('skipped', 'Skipped'),
  count('errors', 'Errors'),
]);

type CountKey = 'records' | 'inserted' | 'duplicates' | 'conflicts' | 'skipped' | 'errors';

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

function MemberKind({ member }: { readonly member: BundleMemberRow }) {
  if (member.reason) {
    return (
      <span className="truncate text-warning" title={member.reason}>
        {member.reason}
      </span>
    );
  }
  return member.envelope ? (
    <span className="truncate">{member.envelope}</span>
  ) : (
    <Absent>{member.status}</Absent>
  );
}

const COUNT: VirtualColumnMeta = { width: '92px', align: 'right' };

const META: Readonly<Record<string, VirtualColumnMeta>> = {
  path: { width: 'minmax(240px, 3fr)' },
  envelope: { width: 'minmax(120px, 1fr)' },
  sha256: { width: '132px' },
  bytes: COUNT,
  records: COUNT,
  inserted: COUNT,
  duplicates: COUNT,
  conflicts: COUNT,
  skipped: COUNT,
  errors: COUNT,
};

export function memberColumnMeta(columnId: string): VirtualColumnMeta {
  return META[columnId] ?? { width: '1fr' };
}
