'use client';

import { FileJson, Printer, ShieldCheck, Trash2 } from 'lucide-react';
import dynamic from 'next/dynamic';
import { useState } from 'react';
import type { BundleDetail } from '@/lib/bundles/schemas';
import { Button } from '../ui/button';
import type { DeleteBundle } from './delete/delete-dialog';

const DeleteDialog = dynamic(() => import('./delete/delete-dialog').then((module) => module.DeleteDialog), {
  ssr: false,
});
const VerifyDialog = dynamic(() => import('./members/verify-dialog').then((module) => module.VerifyDialog), {
  ssr: false,
});

interface BundleActionsProps {
  readonly bundle: BundleDetail;
  readonly deleteBundle: DeleteBundle;
}

/** What can be done with a bundle: take its certificate along, prove that its evidence is what came, delete it. */
export function BundleActions({ bundle, deleteBundle }: BundleActionsProps) {
  const [dialog, setDialog] = useState<'verify' | 'delete' | null>(null);
  const onOpenChange = (open: boolean) => !open && setDialog(null);
  const isRead = bundle.status === 'done' || bundle.status === 'failed';
  return (
    <>
      {isRead && (
        <>
          <Button variant="outline" size="sm" asChild>
            <a
              href={`/api/bundles/${bundle.id}/certificate`}
              download={`bundle-${bundle.id}-certificate.json`}
            >
              <FileJson aria-hidden /> Certificate
              <span className="sr-only"> as JSON</span>
            </a>
          </Button>
          <Button variant="outline" size="sm" asChild>
            <a href={`/bundles/${bundle.id}/certificate?print=now`} target="_blank" rel="noreferrer">
              <Printer aria-hidden /> Print
              <span className="sr-only"> the certificate (opens in a new tab)</span>
            </a>
          </Button>
          <Button variant="outline" size="sm" onClick={() => setDialog('verify')}>
            <ShieldCheck aria-hidden /> Verify evidence
          </Button>
        </>
      )}
      <Button
        variant="outline"
        size="sm"
        disabled={bundle.status === 'deleting'}
        onClick={() => setDialog('delete')}
      >
        <Trash2 aria-hidden /> Delete
      </Button>
      {dialog === 'verify' && <VerifyDialog bundle={bundle} onOpenChange={onOpenChange} />}
      {dialog === 'delete' && (
        <DeleteDialog bundle={bundle} deleteBundle={deleteBundle} onOpenChange={onOpenChange} />
      )}
    </>
  );
}
