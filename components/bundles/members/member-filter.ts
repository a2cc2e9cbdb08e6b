import type { BundleMemberRow } from '@/lib/bundles/schemas';
import type { MemberShow } from '../search-params';

export interface MemberFilter {
  readonly problems: 'only' | null;
  readonly show: readonly MemberShow[];
  readonly kind: string | null;
  readonly find: string;
  readonly member: number | null;
}

/** The members that are asked for. One that is named alone is found whatever else is set. */
export function filterMembers(
  members: readonly BundleMemberRow[],
  { problems, show, kind, find, member }: MemberFilter,
): readonly BundleMemberRow[] {
  if (member !== null) return members.filter(({ id }) => id === member);
  const text = find.trim().toLowerCase();
  return members.filter(
    (row) =>
      (problems === null || hasProblem(row)) &&
      (show.length === 0 || show.some((what) => HAS[what](row))) &&
      (kind === null || row.envelope === kind) &&
      (text === '' || row.path.toLowerCase().includes(text) || row.sha256?.startsWith(text)),
  );
}

const HAS = {
  new: ({ inserted }) => inserted > 0,
  duplicates: ({ duplicates }) => duplicates > 0,
  conflicts: ({ conflicts }) => conflicts > 0,
  skipped: ({ skipped, status }) => skipped > 0 || status === 'skipped',
  errors: ({ errors, status }) => errors > 0 || status === 'failed',
  known: ({ status }) => status === 'known',
} as const satisfies Record<MemberShow, (row: BundleMemberRow) => boolean>;

export function hasProblem(row: BundleMemberRow): boolean {
  return HAS.errors(row) || HAS.conflicts(row) || HAS.skipped(row) || row.reason !== null;
}
