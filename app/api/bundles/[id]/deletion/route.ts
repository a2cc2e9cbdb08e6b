import { previewDeletion } from '@/lib/bundles/deletion-preview';
import { BundleInput } from '@/lib/bundles/schemas';
import { getRoute } from '@/lib/http/route';

export const GET = getRoute(BundleInput, previewDeletion);
