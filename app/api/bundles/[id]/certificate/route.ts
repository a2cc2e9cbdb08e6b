import { getCertificate } from '@/lib/bundles/certificate';
import { BundleInput } from '@/lib/bundles/schemas';
import { getRoute } from '@/lib/http/route';

export const GET = getRoute(BundleInput, getCertificate);
