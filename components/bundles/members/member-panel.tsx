'use client';

import { FileX, X } from 'lucide-react';
import { useQueryStates } from 'nuqs';
import { useMemo } from 'react';
import type { BundleDetail } from '@/lib/bundles/schemas';
import { formatCount, formatNumber } from '@/lib/format';
import { PanelMessage } from '../../layout/panel-message';
import { Button } from '../../ui/button';
import { Checkbox } from '../../ui/checkbox';
import { FilterMenu } from '../../ui/filter-menu';
import { Input } from '../../ui/input';
import { Label } from '../../ui/label';
import { envelopeWord } from '../envelope-words';
import { bundleParsers, MEMBER_SHOWS, type MemberShow } from '../search-params';
import { filterMembers } from './member-filter';
import { MemberTable } from './member-table';

const SHOW_WORDS = {
  new: 'New events',
  duplicates: 'Duplicates',
  conflicts: 'Conflicts',
  skipped: 'Skipped',
  errors: 'Errors',
  known: 'Same bytes as before',
} as const satisfies Record<MemberShow, string>;

/** The members, narrowed as the address says. */
export function MemberPanel({ bundle }: { readonly bundle: BundleDetail }) {
  const [view, setView] = useQueryStates(bundleParsers);
  const { memberRows } = bundle;
  const shown = useMemo(() => filterMembers(memberRows, view), [memberRows, view]);
  const kinds = useMemo(
    () => [...new Set(memberRows.flatMap(({ envelope }) => envelope ?? []))].sort(),
    [memberRows],
  );
  const only = view.member === null ? null : (shown[0]?.path ?? `member ${view.member}`);
  return (
    <>
      <div className="flex h-11 shrink-0 items-center gap-3 border-b px-4">
        <Label className="flex items-center gap-2 font-normal whitespace-nowrap">
          <Checkbox
            checked={view.problems === 'only'}
            onCheckedChange={(checked) =>
              setView({ problems: checked === true ? 'only' : null, member: null })
            }
          />
          Only problems
        </Label>
        <FilterMenu
          name="With"
          options={MEMBER_SHOWS.map((value) => ({
            value,
            label: SHOW_WORDS[value],
            word: SHOW_WORDS[value],
          }))}
          chosen={view.show}
          onChange={(show) => setView({ show, member: null })}
        />
        <FilterMenu
          name="Kind"
          options={kinds.map((value) => ({ value, label: envelopeWord(value), word: envelopeWord(value) }))}
          chosen={view.kind === null ? [] : [view.kind]}
          onChange={(chosen) => setView({ kind: chosen.at(-1) ?? null, member: null })}
        />
        <Input
          type="search"
          aria-label="Find a path or SHA-256"
          placeholder="Path or SHA-256"
          value={view.find}
          onChange={(event) => setView({ find: event.target.value, member: null })}
          className="h-7 w-56"
        />
        {only !== null && (
          <Button
            variant="outline"
            size="sm"
            className="max-w-72 font-normal"
            onClick={() => setView({ member: null })}
          >
            <span className="truncate">Only {only}</span>
            <X aria-hidden className="text-muted-foreground" />
            <span className="sr-only">, show all members</span>
          </Button>
        )}
        <span role="status" className="ml-auto truncate text-muted-foreground">
          {formatNumber(shown.length)} of {formatCount(memberRows.length, 'member')}
          {memberRows.length < bundle.members && `; ${formatNumber(bundle.members)} were read in all`}
        </span>
      </div>
      {shown.length > 0 ? (
        <MemberTable members={shown} bundleId={bundle.id} />
      ) : (
        <NoMembers isEmpty={memberRows.length === 0} onClear={() => setView(NO_FILTER)} />
      )}
    </>
  );
}

const NO_FILTER = { problems: null, show: null, kind: null, find: null, member: null };

function NoMembers({ isEmpty, onClear }: { readonly isEmpty: boolean; readonly onClear: () => void }) {
  if (isEmpty) return <PanelMessage icon={FileX} title="No member has been read yet" />;
  return (
    <PanelMessage
      icon={FileX}
      title="No member matches"
      actions={
        <Button variant="outline" onClick={onClear}>
          Show all
        </Button>
      }
    />
  );
}
