import { MemberInput } from '@/lib/bundles/schemas';
import { verifyMember } from '@/lib/bundles/verify-member';
import { getRoute } from '@/lib/http/route';

export const GET = getRoute(MemberInput, verifyMember);
