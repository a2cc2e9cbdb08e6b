import type { ReactNode } from 'react';
import type { Certificate } from '@/lib/bundles/schemas';
import { Digests } from './digests';
import { Kinds } from './kinds';
import { Known } from './known';
import { Lossy } from './lossy';
import { Clock, Omitted } from './oddities';
import { Places } from './places';
import { Reasons } from './reasons';

interface CertificatePart {
  readonly title: string;
  readonly Body: (props: { readonly certificate: Certificate }) => ReactNode;
}

/** The parts below the totals and the strip, on screen and on paper alike, worst news first. */
export const CERTIFICATE_PARTS: readonly CertificatePart[] = [
  { title: 'Skipped and errors', Body: Reasons },
  { title: 'Forms that tell less than a record', Body: Lossy },
  { title: 'Records that CloudTrail cut', Body: Omitted },
  { title: 'Clock oddities', Body: Clock },
  { title: 'Members by kind', Body: Kinds },
  { title: 'Files that came before', Body: Known },
  { title: 'What is in here', Body: Places },
];

export const DIGEST_PART: CertificatePart = { title: 'Digests', Body: Digests };
