'use client';

import { CircleX } from 'lucide-react';
import type { BundleDetail } from '@/lib/bundles/schemas';
import { formatCount } from '@/lib/format';
import { useUploadOf } from './bundle-progress';
import { StuckUpload } from './upload/stuck-upload';
import { UploadButton } from './upload/upload-button';

/** What needs a person: files that did not arrive, or a bundle that could not be read. */
export function BundleNotice({ bundle }: { readonly bundle: BundleDetail }) {
  const upload = useUploadOf(bundle.id);
  if (upload?.phase === 'stuck') {
    return (
      <div className="border-b px-4 py-3">
        <StuckUpload upload={upload} />
      </div>
    );
  }
  if (bundle.status !== 'failed') return null;
  return (
    <div role="alert" className="flex items-start gap-3 border-b bg-panel px-4 py-3">
      <CircleX aria-hidden className="mt-0.5 size-4 shrink-0 text-danger" />
      <div className="flex min-w-0 flex-1 flex-col gap-1">
        <p className="font-medium wrap-anywhere">
          {bundle.message ?? 'It could not be read. The server log has the details.'}
        </p>
        <p className="text-muted-foreground">
          {bundle.inserted > 0
            ? `${formatCount(bundle.inserted, 'event')} had been read by then and stay.`
            : 'No event had been read by then.'}{' '}
          Mend what the message names and upload the files again: what is here already is recognised and
          counts as duplicates. Or delete the bundle.
        </p>
      </div>
      <UploadButton />
    </div>
  );
}
