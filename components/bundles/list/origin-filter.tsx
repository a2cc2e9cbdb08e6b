'use client';

import type { BundleRow } from '@/lib/bundles/schemas';
import { FilterMenu } from '../../ui/filter-menu';
import { BUNDLE_ORIGINS } from './search-params';

type Origin = BundleRow['origin'];

const WORDS = {
  upload: 'Uploads',
  cli: 'Command line',
  api: 'Pushes',
  s3: 'Watched sources',
  sample: 'Sample',
} as const satisfies Record<Origin, string>;

interface OriginFilterProps {
  readonly bundles: readonly BundleRow[];
  readonly chosen: readonly Origin[];
  readonly onChange: (chosen: Origin[]) => void;
}

/** By which way bundles came. */
export function OriginFilter({ bundles, chosen, onChange }: OriginFilterProps) {
  const options = BUNDLE_ORIGINS.map((value) => ({
    value,
    label: WORDS[value],
    word: WORDS[value],
    count: bundles.filter(({ origin }) => origin === value).length,
  }));
  return <FilterMenu name="Came by" options={options} chosen={chosen} onChange={onChange} />;
}
