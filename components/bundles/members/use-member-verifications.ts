'use client';

import { useState } from 'react';
import { toast } from 'sonner';
import type { MemberVerification } from '@/lib/bundles/schemas';
import { verifyMember } from '@/lib/queries/bundles';

export type VerificationState = MemberVerification | 'running';

/** What verifying single members said, by member, as long as the page stands. */
export function useMemberVerifications(bundleId: number) {
  const [verifications, setVerifications] = useState<ReadonlyMap<number, VerificationState>>(new Map());
  const set = (memberId: number, state: VerificationState | null) =>
    setVerifications((before) => {
      const after = new Map(before);
      if (state) after.set(memberId, state);
      else after.delete(memberId);
      return after;
    });
  const verify = async (memberId: number) => {
    set(memberId, 'running');
    try {
      set(memberId, await verifyMember(bundleId, memberId));
    } catch (error) {
      set(memberId, null);
      toast.error('The file could not be verified', {
        description: error instanceof Error ? error.message : undefined,
      });
    }
  };
  return { verifications, verify: (memberId: number) => void verify(memberId) };
}
