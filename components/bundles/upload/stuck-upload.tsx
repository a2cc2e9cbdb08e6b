'use client';

import { formatCount } from '@/lib/format';
import { Button } from '../../ui/button';
import { useUploads } from './upload-provider';
import type { UploadView } from './upload-queue';

const NAMED_MAX = 5;

/** Files that did not arrive: which, why, and the two ways on. */
export function StuckUpload({ upload }: { readonly upload: UploadView }) {
  const { retry, skipFailed } = useUploads();
  const more = upload.failed.length - NAMED_MAX;
  return (
    <div role="alert" className="flex flex-col gap-2">
      <p>
        {upload.failed.length > 0
          ? `${formatCount(upload.failed.length, 'file')} did not arrive.`
          : 'All files arrived, but the server did not start to read them.'}
      </p>
      <ul className="text-xs">
        {upload.failed.slice(0, NAMED_MAX).map(({ path, reason }) => (
          <li key={path} className="truncate" title={`${path}: ${reason}`}>
            <span className="font-mono">{path}</span> <span className="text-muted-foreground">{reason}</span>
          </li>
        ))}
        {more > 0 && <li className="text-muted-foreground">and {formatCount(more, 'more file')}</li>}
      </ul>
      <div className="flex gap-2">
        <Button size="sm" onClick={() => retry(upload.bundleId)}>
          Try again
        </Button>
        {upload.filesSent > 0 && (
          <Button size="sm" variant="outline" onClick={() => skipFailed(upload.bundleId)}>
            Go on without them
          </Button>
        )}
      </div>
    </div>
  );
}
