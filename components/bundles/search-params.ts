import {
  createSerializer,
  parseAsArrayOf,
  parseAsInteger,
  parseAsString,
  parseAsStringLiteral,
} from 'nuqs/server';

export const BUNDLE_TABS = ['health', 'members', 'problems', 'conflicts'] as const;
export type BundleTab = (typeof BUNDLE_TABS)[number];

/** What a member has to have to be shown; several: any of them. */
export const MEMBER_SHOWS = ['new', 'duplicates', 'conflicts', 'skipped', 'errors', 'known'] as const;
export type MemberShow = (typeof MEMBER_SHOWS)[number];

/** What of a bundle is shown, in the address: any number links to the members behind it by writing one. */
export const bundleParsers = {
  tab: parseAsStringLiteral(BUNDLE_TABS).withDefault('health'),
  problems: parseAsStringLiteral(['only'] as const),
  show: parseAsArrayOf(parseAsStringLiteral(MEMBER_SHOWS)).withDefault([]),
  /** An envelope, as the members have it. */
  kind: parseAsString,
  /** Part of a path. */
  find: parseAsString.withDefault(''),
  /** Only this one. */
  member: parseAsInteger,
};

const serialize = createSerializer(bundleParsers);

type BundleView = Parameters<typeof serialize>[1];

export function bundleAddress(id: number, view: BundleView = {}): string {
  return serialize(`/bundles/${id}`, view);
}

export function memberAddress(bundleId: number, memberId: number): string {
  return bundleAddress(bundleId, { tab: 'members', member: memberId });
}
