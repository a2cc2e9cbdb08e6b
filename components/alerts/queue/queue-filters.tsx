'use client';

import { Search, X } from 'lucide-react';
import type { Ref } from 'react';
import type { AlertCounts, CloseReason } from '@/lib/alerts/schemas';
import { Button } from '../../ui/button';
import { FilterMenu, type FilterOption } from '../../ui/filter-menu';
import { Input } from '../../ui/input';
import { Kbd } from '../../ui/kbd';
import { RangePicker } from '../../ui/range-picker';
import { SEVERITIES, SeverityLabel, severityWord } from '../../ui/severity';
import { VERDICTS, VerdictLabel, verdictWord } from '../../ui/status';
import { Hint } from '../../ui/tooltip';
import { QueueTabs } from './queue-tabs';
import { isNarrowed, NOT_NARROWED, type QueueState } from './search-params';
import { useQueueState, WHILE_TYPING } from './use-queue-state';

const REASONS: readonly FilterOption<CloseReason>[] = VERDICTS.map((reason) => ({
  value: reason,
  label: <VerdictLabel reason={reason} />,
  word: verdictWord(reason),
}));

const SUPERSEDED = [
  { value: 'hide', label: 'Hide superseded', word: 'without superseded' },
  { value: 'only', label: 'Only superseded', word: 'only superseded' },
] as const satisfies readonly FilterOption<QueueState['superseded']>[];

interface QueueFiltersProps {
  readonly counts: AlertCounts | undefined;
  readonly searchRef: Ref<HTMLInputElement>;
}

export function QueueFilters({ counts, searchRef }: QueueFiltersProps) {
  const [state, setState] = useQueueState();
  const severities = SEVERITIES.toReversed().map((severity) => ({
    value: severity,
    label: <SeverityLabel severity={severity} />,
    word: severityWord(severity),
    count: counts?.severity[severity],
  }));
  const rules = (counts?.rules ?? []).map((rule) => ({
    value: rule.id,
    label: rule.name,
    word: rule.name,
    count: rule.alerts,
  }));
  return (
    <search className="flex flex-wrap items-center gap-2 border-b px-4 py-2" aria-label="Filter alerts">
      <QueueTabs current={state.status} counts={counts?.status} onChange={(status) => setState({ status })} />
      <FilterMenu
        name="Severity"
        options={severities}
        chosen={state.severity}
        onChange={(severity) => setState({ severity })}
      />
      <FilterMenu name="Rule" options={rules} chosen={state.rule} onChange={(rule) => setState({ rule })} />
      <FilterMenu
        name="Verdict"
        options={REASONS}
        chosen={state.reason}
        onChange={(reason) => setState(reason.length > 0 ? { reason, status: 'closed' } : { reason })}
      />
      <FilterMenu
        name="More"
        options={SUPERSEDED}
        chosen={state.superseded === 'show' ? [] : [state.superseded]}
        onChange={(chosen) => setState({ superseded: chosen.at(-1) ?? null })}
      />
      <RangePicker from={state.from} to={state.to} onChange={(range) => setState(range)} />
      {isNarrowed(state) && (
        <Hint label="Clear filters">
          <Button
            variant="ghost"
            size="icon-sm"
            aria-label="Clear filters"
            onClick={() => setState(NOT_NARROWED)}
          >
            <X aria-hidden />
          </Button>
        </Hint>
      )}
      <div className="relative ml-auto max-w-72 min-w-40 flex-1">
        <Search aria-hidden className="absolute top-2 left-2 size-4 text-muted-foreground" />
        <Input
          ref={searchRef}
          type="search"
          aria-label="Search alerts by principal, key, resource, address, agent or rule"
          placeholder="Principal, key, address, agent…"
          value={state.q}
          onChange={(event) => setState({ q: event.target.value || null }, WHILE_TYPING)}
          className="pr-2 pl-8"
        />
        {!state.q && <Kbd className="absolute top-1.5 right-1.5">/</Kbd>}
      </div>
    </search>
  );
}
