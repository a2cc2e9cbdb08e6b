import { BundleInput } from '@/lib/bundles/schemas';
import { verifyBundle } from '@/lib/bundles/verify-bundle';
import { getRoute } from '@/lib/http/route';

export const GET = getRoute(BundleInput, verifyBundle);
