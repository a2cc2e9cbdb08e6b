'use client';

import { useState } from 'react';
import type { BundleRow } from '@/lib/bundles/schemas';
import { keepSamples, type Rate, type RateSample, rateOf } from './rate';

const NO_SAMPLES: readonly RateSample[] = [];

/** How fast a bundle is being read, smoothed. `asOf`: when its numbers were read, epoch milliseconds. */
export function useRate(bundle: BundleRow, asOf: number): Rate | null {
  const [samples, setSamples] = useState(NO_SAMPLES);
  const isRunning = bundle.status === 'running';
  if (isRunning && samples.at(-1)?.at !== asOf) {
    setSamples(keepSamples(samples, { at: asOf, records: bundle.records, bytesRead: bundle.bytesRead }));
  }
  return isRunning ? rateOf(samples, bundle) : null;
}
