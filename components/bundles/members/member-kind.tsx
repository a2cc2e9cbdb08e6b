import type { BundleMemberRow, KnownMember } from '@/lib/bundles/schemas';
import { Absent } from '../../ui/absent';
import { TextLink } from '../../ui/text-link';
import { envelopeWord, memberStatusWord } from '../envelope-words';
import { memberAddress } from '../search-params';

interface MemberKindProps {
  readonly member: BundleMemberRow;
  readonly bundleId: number;
  /** The member that had the same bytes, where it is known by name. */
  readonly sameAs: KnownMember['sameAs'] | null;
}

/** What a member was: why it was refused, whose bytes it has, or what was found in it. */
export function MemberKind({ member, bundleId, sameAs }: MemberKindProps) {
  const { reason, envelope, status } = member;
  if (reason) {
    return (
      <span className="truncate text-warning" title={reason}>
        {reason}
      </span>
    );
  }
  if (status === 'known') return <SameBytes bundleId={bundleId} sameAs={sameAs} />;
  return envelope ? (
    <span className="truncate" title={envelopeWord(envelope)}>
      {envelopeWord(envelope)}
    </span>
  ) : (
    <Absent>{memberStatusWord(status)}</Absent>
  );
}

function SameBytes({ bundleId, sameAs }: Pick<MemberKindProps, 'bundleId' | 'sameAs'>) {
  if (!sameAs) return <Absent>same bytes as before</Absent>;
  const where = sameAs.bundleId === bundleId ? sameAs.path : `${sameAs.bundleName}: ${sameAs.path}`;
  return (
    <span className="truncate" title={`Same bytes as ${where}`}>
      same bytes as <TextLink href={memberAddress(sameAs.bundleId, sameAs.memberId)}>{where}</TextLink>
    </span>
  );
}
