'use client';

import { useMemo, useState } from 'react';

interface Identified {
  readonly id: string;
}

interface SteadyRows<T> {
  readonly rows: readonly T[];
  /** Rows that came since, waiting above or between the shown ones. */
  readonly waiting: number;
  readonly showWaiting: () => void;
}

interface Shown<T> {
  readonly scope: string;
  readonly rows: readonly T[];
}

/**
 * Live rows that never move under the reader. Fresh values replace shown ones in place, pages loaded at the end are
 * appended, rows that left stay until asked, and newcomers wait behind a count. A new `scope` (filters, sort) starts
 * afresh.
 */
export function useSteadyRows<T extends Identified>(fresh: readonly T[], scope: string): SteadyRows<T> {
  const [shown, setShown] = useState<Shown<T>>({ scope, rows: fresh });
  const steady = useMemo(
    () => (shown.scope === scope ? mergeRows(shown.rows, fresh) : fresh),
    [shown, scope, fresh],
  );
  // Remember what is on screen, or a row that leaves later would have no place to stay in.
  if (shown.scope !== scope || steady.length !== shown.rows.length) setShown({ scope, rows: steady });
  const known = useMemo(() => new Set(steady.map((row) => row.id)), [steady]);
  const waiting = fresh.filter((row) => !known.has(row.id)).length;
  return { rows: steady, waiting, showWaiting: () => setShown({ scope, rows: fresh }) };
}

function mergeRows<T extends Identified>(shown: readonly T[], fresh: readonly T[]): readonly T[] {
  if (shown.length === 0) return fresh;
  const freshById = new Map(fresh.map((row) => [row.id, row]));
  const shownIds = new Set(shown.map((row) => row.id));
  const lastKnown = fresh.findLastIndex((row) => shownIds.has(row.id));
  const appended = lastKnown === -1 ? [] : fresh.slice(lastKnown + 1);
  return [...shown.map((row) => freshById.get(row.id) ?? row), ...appended];
}
