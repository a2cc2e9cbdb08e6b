'use client';

import { useQuery } from '@tanstack/react-query';
import { useTable } from '@tanstack/react-table';
import { useMemo } from 'react';
import type { BundleMemberRow, KnownMember } from '@/lib/bundles/schemas';
import { certificateQuery } from '@/lib/queries/bundles';
import { VirtualTable } from '../../ui/virtual-table';
import { type MemberView, memberColumnMeta, memberColumns, memberFeatures } from './member-columns';
import { useMemberVerifications } from './use-member-verifications';

interface MemberTableProps {
  readonly members: readonly BundleMemberRow[];
  readonly bundleId: number;
}

export function MemberTable({ members, bundleId }: MemberTableProps) {
  const { verifications, verify } = useMemberVerifications(bundleId);
  const holders = useHolders(bundleId, members);
  const rows = useMemo(
    () =>
      members.map(
        (member): MemberView => ({
          ...member,
          holder: holders.get(member.id) ?? null,
          verification: verifications.get(member.id) ?? null,
        }),
      ),
    [members, holders, verifications],
  );
  const table = useTable({
    features: memberFeatures,
    columns: memberColumns,
    data: rows,
    getRowId: (member) => String(member.id),
    meta: { bundleId, verify },
  });
  return (
    <VirtualTable
      table={table}
      label="Members of the bundle"
      metaOf={(id) => ({
        ...memberColumnMeta(id),
        sorted: SORTED[String(table.getColumn(id)?.getIsSorted())],
      })}
      minWidth={1216}
    />
  );
}

const SORTED: Readonly<Record<string, 'ascending' | 'descending'>> = { asc: 'ascending', desc: 'descending' };

/** By the id of a member that came before, the one that had its bytes. Only the certificate names them. */
function useHolders(
  bundleId: number,
  members: readonly BundleMemberRow[],
): ReadonlyMap<number, KnownMember['sameAs']> {
  const hasKnown = members.some(({ sameAs }) => sameAs !== null);
  const { data } = useQuery({ ...certificateQuery(bundleId), enabled: hasKnown });
  return useMemo(() => new Map(data?.known.map(({ memberId, sameAs }) => [memberId, sameAs])), [data]);
}
