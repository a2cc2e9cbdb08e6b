import { type inferParserType, parseAsArrayOf, parseAsStringLiteral } from 'nuqs';

export const BUNDLE_SORTS = ['name', 'events', 'files', 'size', 'created'] as const;
export type BundleSort = (typeof BUNDLE_SORTS)[number];

export const BUNDLE_ORIGINS = ['upload', 'cli', 'api', 's3', 'sample'] as const;

/** Which bundles are listed, and in which order, in the address. */
export const bundleListParsers = {
  origin: parseAsArrayOf(parseAsStringLiteral(BUNDLE_ORIGINS)).withDefault([]),
  sort: parseAsStringLiteral(BUNDLE_SORTS).withDefault('created'),
  order: parseAsStringLiteral(['asc', 'desc'] as const).withDefault('desc'),
};

export type BundleListView = inferParserType<typeof bundleListParsers>;
