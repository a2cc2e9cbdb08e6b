import { openMember } from '@/lib/bundles/open-member';
import { MemberInput } from '@/lib/bundles/schemas';
import { fileRoute } from '@/lib/http/route';

export const GET = fileRoute(MemberInput, openMember);
