'use client';

import { useQuery } from '@tanstack/react-query';
import { certificateQuery } from '@/lib/queries/bundles';
import { DataPanel } from '../../layout/data-panel';
import { Section } from '../../layout/section';
import { ActivitySection } from './activity-section';
import { CertificateSkeleton } from './certificate-skeleton';
import { type AddPublicKeys, PublicKeysForm } from './public-keys-form';
import { CERTIFICATE_PARTS, DIGEST_PART } from './sections';
import { evidenceSentence, Totals } from './totals';

interface CertificateViewProps {
  readonly id: number;
  readonly addPublicKeys: AddPublicKeys;
}

/** The health certificate: what was in the bundle, what came of it, what is missing, odd or unproven. */
export function CertificateView({ id, addPublicKeys }: CertificateViewProps) {
  const query = useQuery(certificateQuery(id));
  return (
    <DataPanel query={query} skeleton={<CertificateSkeleton />}>
      {(certificate) => (
        <>
          <Section title="Totals">
            <Totals certificate={certificate} />
            <p className="pt-2 text-muted-foreground">{evidenceSentence(certificate)}</p>
          </Section>
          {certificate.activity && (
            <ActivitySection activity={certificate.activity} bundle={certificate.bundle} />
          )}
          <Section title={DIGEST_PART.title}>
            <DIGEST_PART.Body certificate={certificate} />
            {certificate.digests.status !== 'none' && <PublicKeysForm addPublicKeys={addPublicKeys} />}
          </Section>
          {CERTIFICATE_PARTS.map(({ title, Body }) => (
            <Section key={title} title={title}>
              <Body certificate={certificate} />
            </Section>
          ))}
        </>
      )}
    </DataPanel>
  );
}
