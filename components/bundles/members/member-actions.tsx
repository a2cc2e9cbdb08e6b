'use client';

import { Download, ShieldCheck } from 'lucide-react';
import type { BundleMemberRow } from '@/lib/bundles/schemas';
import { memberFilePath } from '@/lib/queries/bundles';
import { Absent } from '../../ui/absent';
import { Button } from '../../ui/button';
import type { VerificationState } from './use-member-verifications';
import { VerdictWord } from './verdict-word';

interface MemberActionsProps {
  readonly member: BundleMemberRow;
  readonly bundleId: number;
  readonly verification: VerificationState | null;
  readonly onVerify: () => void;
}

/** The file as it came, and whether it still is. */
export function MemberActions({ member, bundleId, verification, onVerify }: MemberActionsProps) {
  const { id, path, sha256, keptAs, status } = member;
  if (sha256 === null || (keptAs === 'none' && status !== 'known')) return <Absent>not kept</Absent>;
  return (
    <>
      <Button variant="ghost" size="icon-sm" asChild title="Download as it came">
        <a href={memberFilePath(bundleId, id)} download aria-label={`Download ${path} as it came`}>
          <Download aria-hidden />
        </a>
      </Button>
      {verification === null || verification === 'running' ? (
        <Button
          variant="ghost"
          size="sm"
          className="font-normal"
          disabled={verification === 'running'}
          onClick={onVerify}
          aria-label={`Verify ${path}`}
        >
          <ShieldCheck aria-hidden /> {verification === 'running' ? 'Reading' : 'Verify'}
        </Button>
      ) : (
        <span role="status">
          <VerdictWord verification={verification} />
        </span>
      )}
    </>
  );
}
