import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { cache } from 'react';
import { CertificatePaper } from '@/components/bundles/print/certificate-paper';
import { requireActor } from '@/lib/auth/require';
import { getCertificate } from '@/lib/bundles/certificate';
import { getBundle } from '@/lib/bundles/get';
import { AppError } from '@/lib/errors';

/** Once per request, for the title and the document. */
const readCertificate = cache(async (param: string) => {
  const ctx = await requireActor();
  const id = Number(param);
  if (!Number.isSafeInteger(id) || id < 1) notFound();
  try {
    const [certificate, bundle] = await Promise.all([
      getCertificate({ ctx, input: { id } }),
      getBundle({ ctx, input: { id } }),
    ]);
    return { certificate, bundle, readBy: ctx.actor.name };
  } catch (error) {
    if (error instanceof AppError && error.code === 'not_found') notFound();
    throw error;
  }
});

export async function generateMetadata({
  params,
}: PageProps<'/bundles/[id]/certificate'>): Promise<Metadata> {
  const { bundle } = await readCertificate((await params).id);
  return { title: `${bundle.name}: health certificate` };
}

export default async function CertificatePage({
  params,
  searchParams,
}: PageProps<'/bundles/[id]/certificate'>) {
  const [document, { print }] = await Promise.all([readCertificate((await params).id), searchParams]);
  return <CertificatePaper {...document} printsAtOnce={print === 'now'} />;
}
