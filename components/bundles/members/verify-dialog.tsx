'use client';

import { useMutation } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { BundleDetail, BundleVerification } from '@/lib/bundles/schemas';
import { formatBytes, formatCount, formatNumber } from '@/lib/format';
import { verifyBundle } from '@/lib/queries/bundles';
import { Button } from '../../ui/button';
import {
  Dialog,
  DialogContent,
  DialogDescription,
  DialogFooter,
  DialogHeader,
  DialogTitle,
} from '../../ui/dialog';
import { Progress } from '../../ui/progress';
import { ScrollRegion } from '../../ui/scroll-region';
import { VerdictWord } from './verdict-word';

interface VerifyDialogProps {
  readonly bundle: BundleDetail;
  readonly onOpenChange: (open: boolean) => void;
}

/** Reads all of a bundle's evidence and says whether it still is what came. */
export function VerifyDialog({ bundle, onOpenChange }: VerifyDialogProps) {
  const { mutate, data, error, isPending } = useMutation({ mutationFn: () => verifyBundle(bundle.id) });
  useEffect(() => mutate(), [mutate]);
  return (
    <Dialog open onOpenChange={onOpenChange}>
      <DialogContent className="max-w-2xl">
        <DialogHeader>
          <DialogTitle>Verify evidence</DialogTitle>
          <DialogDescription>
            The SHA-256 of every file is computed anew from what is kept, and compared with what it was when
            the file came.
          </DialogDescription>
        </DialogHeader>
        <div role="status" className="min-h-12">
          {isPending && (
            <>
              <p className="pb-2">
                Reading {formatCount(bundle.members, 'file')}, {formatBytes(bundle.bytesTotal)}.
              </p>
              <Progress value={null} label="Verifying" />
            </>
          )}
          {error && <p className="text-danger">{error.message}</p>}
          {data && <p className="font-medium">{sentenceOf(data)}</p>}
        </div>
        {data && data.findings.length > 0 && <Findings result={data} />}
        <DialogFooter>
          {(data || error) && (
            <Button variant="outline" onClick={() => mutate()}>
              Verify again
            </Button>
          )}
          <Button onClick={() => onOpenChange(false)}>Close</Button>
        </DialogFooter>
      </DialogContent>
    </Dialog>
  );
}

function sentenceOf({ intact, members, differing, unreadable, notKept, bytes }: BundleVerification): string {
  const bad = [
    differing > 0 && `${formatCount(differing, 'file')} ${differing === 1 ? 'differs' : 'differ'}`,
    unreadable > 0 && `${formatCount(unreadable, 'file')} ${unreadable === 1 ? 'does' : 'do'} not read`,
    notKept > 0 && `of ${formatNumber(notKept)} nothing is kept`,
  ].filter(Boolean);
  const rest = bad.length > 0 ? `; ${bad.join(', ')}` : '';
  return `${formatNumber(intact)} of ${formatCount(members, 'file')} intact (${formatBytes(bytes)} read)${rest}.`;
}

function Findings({ result }: { readonly result: BundleVerification }) {
  return (
    <ScrollRegion label="Files that are not intact" className="max-h-72 border">
      <ul>
        {result.findings.map((finding) => (
          <li
            key={finding.memberId}
            className="grid grid-cols-[7rem_minmax(0,1fr)] gap-x-2 border-b px-2 py-1 last:border-0"
          >
            <VerdictWord verification={finding} />
            <span className="font-mono text-xs leading-5 wrap-anywhere">{finding.path}</span>
            {finding.message && <span className="col-start-2 text-muted-foreground">{finding.message}</span>}
          </li>
        ))}
      </ul>
    </ScrollRegion>
  );
}
