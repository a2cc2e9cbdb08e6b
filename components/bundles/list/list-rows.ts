import type { BundleRow } from '@/lib/bundles/schemas';
import type { BundleListView, BundleSort } from './search-params';

/** A line of the list: a bundle, or many small ones that one program sent one after another. */
export type ListRow =
  | { readonly kind: 'bundle'; readonly key: string; readonly bundle: BundleRow; readonly isInGroup: boolean }
  | { readonly kind: 'group'; readonly key: string; readonly group: BundleGroup };

export interface BundleGroup {
  readonly key: string;
  /** The program or source that sent them. */
  readonly sender: string;
  readonly origin: 'api' | 's3';
  readonly isOpen: boolean;
  readonly bundles: readonly BundleRow[];
}

/** Fewer stand for themselves. */
const GROUP_MIN = 3;

/** The bundles that are asked for, in order; runs of pushes of one sender are one line until it is opened. */
export function listRows(
  bundles: readonly BundleRow[],
  { origin, sort, order }: BundleListView,
  openKeys: ReadonlySet<string>,
): readonly ListRow[] {
  const wanted = bundles.filter((bundle) => origin.length === 0 || origin.includes(bundle.origin));
  const sign = order === 'asc' ? 1 : -1;
  const sorted = wanted.toSorted((a, b) => sign * (COMPARE[sort](a, b) || a.id - b.id));
  return runsOf(sorted).flatMap((run) => toRows(run, openKeys));
}

const COMPARE = {
  name: (a, b) => a.name.localeCompare(b.name, 'en'),
  events: (a, b) => a.inserted - b.inserted,
  files: (a, b) => a.members - b.members,
  size: (a, b) => a.bytesTotal - b.bytesTotal,
  created: (a, b) => Date.parse(a.createdAt) - Date.parse(b.createdAt),
} as const satisfies Record<BundleSort, (a: BundleRow, b: BundleRow) => number>;

type Run = readonly [BundleRow, ...BundleRow[]];

function runsOf(bundles: readonly BundleRow[]): readonly Run[] {
  const runs: Run[] = [];
  for (const bundle of bundles) {
    const last = runs.at(-1);
    if (
      last &&
      isSent(bundle) &&
      last[0].origin === bundle.origin &&
      last[0].createdBy === bundle.createdBy
    ) {
      runs[runs.length - 1] = [...last, bundle];
    } else runs.push([bundle]);
  }
  return runs;
}

function isSent({ origin }: BundleRow): boolean {
  return origin === 'api' || origin === 's3';
}

function toRows(run: Run, openKeys: ReadonlySet<string>): readonly ListRow[] {
  const [first] = run;
  if (run.length < GROUP_MIN) return run.map((bundle) => toRow(bundle, false));
  // Named after its oldest: the key stays when a newer push joins.
  const oldest = Math.min(...run.map(({ id }) => id));
  const key = `group-${oldest}`;
  const isOpen = openKeys.has(key);
  const group: BundleGroup = {
    key,
    sender: first.createdBy,
    origin: first.origin === 's3' ? 's3' : 'api',
    isOpen,
    bundles: run,
  };
  return [{ kind: 'group', key, group }, ...(isOpen ? run.map((bundle) => toRow(bundle, true)) : [])];
}

function toRow(bundle: BundleRow, isInGroup: boolean): ListRow {
  return { kind: 'bundle', key: `bundle-${bundle.id}`, bundle, isInGroup };
}

/** The bundles behind a line. */
export function bundlesOf(row: ListRow): readonly BundleRow[] {
  return row.kind === 'group' ? row.group.bundles : [row.bundle];
}
