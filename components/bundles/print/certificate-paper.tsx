import type { ReactNode } from 'react';
import type { BundleDetail, Certificate } from '@/lib/bundles/schemas';
import { formatBytes, formatUtc } from '@/lib/format';
import { CERTIFICATE_PARTS, DIGEST_PART } from '../certificate/sections';
import { evidenceSentence, Totals } from '../certificate/totals';
import { verdictOf } from '../verdict';
import { PaperActivity } from './paper-activity';
import { PaperMembers } from './paper-members';
import { PrintButton } from './print-button';

interface CertificatePaperProps {
  readonly certificate: Certificate;
  readonly bundle: BundleDetail;
  /** Who had it drawn up. */
  readonly readBy: string;
  readonly printsAtOnce: boolean;
}

/** The health certificate as a document of its own: every part, and every file with its SHA-256. */
export function CertificatePaper({ certificate, bundle, readBy, printsAtOnce }: CertificatePaperProps) {
  return (
    <main className="mx-auto max-w-4xl px-8 py-8 print:max-w-none print:p-0">
      <PrintButton bundleId={bundle.id} printsAtOnce={printsAtOnce} />
      <p className="text-muted-foreground">Trailhound health certificate</p>
      <h1 className="text-lg font-semibold wrap-anywhere">{bundle.name}</h1>
      <p className="pb-2 font-medium">{verdictOf(bundle).text}</p>
      <p className="text-muted-foreground">
        Bundle {bundle.id}, {formatBytes(bundle.bytesTotal)}, added {formatUtc(bundle.createdAt)} UTC by{' '}
        {bundle.createdBy}. Drawn up {formatUtc(new Date().toISOString())} UTC for {readBy}.
      </p>
      <PaperPart title="Totals">
        <Totals certificate={certificate} />
        <p className="pt-2">{evidenceSentence(certificate)}</p>
      </PaperPart>
      {certificate.activity && (
        <PaperPart title="Activity by account and region">
          <PaperActivity activity={certificate.activity} />
        </PaperPart>
      )}
      {[DIGEST_PART, ...CERTIFICATE_PARTS].map(({ title, Body }) => (
        <PaperPart key={title} title={title}>
          <Body certificate={certificate} />
        </PaperPart>
      ))}
      <PaperPart title="Every member with its SHA-256">
        <PaperMembers bundle={bundle} />
      </PaperPart>
    </main>
  );
}

function PaperPart({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section className="mt-5 border-t border-border-strong pt-2">
      <h2 className="break-after-avoid pb-1.5 font-semibold">{title}</h2>
      {children}
    </section>
  );
}
