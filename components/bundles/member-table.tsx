'use client';

import { useTable } from '@tanstack/react-table';
import { FileX } from 'lucide-react';
import { useMemo, useState } from 'react';
import type { BundleMemberRow } from '@/lib/bundles/schemas';
import { formatNumber } from '@/lib/format';
import { PanelMessage } from '../layout/panel-message';
import { Checkbox } from '../ui/checkbox';
import { Label } from '../ui/label';
import { VirtualTable } from '../ui/virtual-table';
import { memberColumnMeta, memberColumns, memberFeatures } from './member-columns';

interface MemberTableProps {
  readonly members: readonly BundleMemberRow[];
  /** There may be more than were sent. */
  readonly total: number;
}

export function MemberTable({ members, total }: MemberTableProps) {
  const [onlyProblems, setOnlyProblems] = useState(false);
  const shown = useMemo(() => (onlyProblems ? members.filter(hasProblem) : members), [members, onlyProblems]);
  const table = useTable({
    features: memberFeatures,
    columns: memberColumns,
    data: shown,
    getRowId: (member) => String(member.id),
  });
  return (
    <>
      <div className="flex h-10 shrink-0 items-center gap-4 border-b px-4">
        <Label className="flex items-center gap-2 font-normal">
          <Checkbox checked={onlyProblems} onCheckedChange={(checked) => setOnlyProblems(checked === true)} />
          Only with problems
        </Label>
        {members.length < total && (
          <span className="text-muted-foreground">
            The first {formatNumber(members.length)} of {formatNumber(total)}
          </span>
        )}
      </div>
      {shown.length > 0 ? (
        <VirtualTable
          table={table}
          label="Members of the bundle"
          metaOf={(id) => ({
            ...memberColumnMeta(id),
            sorted: SORTED[String(table.getColumn(id)?.getIsSorted())],
          })}
          minWidth={1120}
        />
      ) : (
        <PanelMessage
          icon={FileX}
          title={onlyProblems ? 'Every member was read without a problem' : 'No member has been read yet'}
        />
      )}
    </>
  );
}

const SORTED: Readonly<Record<string, 'ascending' | 'descending'>> = { asc: 'ascending', desc: 'descending' };

function hasProblem({ errors, conflicts, skipped, reason }: BundleMemberRow): boolean {
  return errors > 0 || conflicts > 0 || skipped > 0 || reason !== null;
}
