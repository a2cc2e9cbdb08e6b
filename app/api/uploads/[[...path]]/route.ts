import { requireContext } from '@/lib/auth/require';
import { env } from '@/lib/env';
import { errorResponse } from '@/lib/http/route';
import { uploadServer } from '@/lib/ingest/receive-upload';

/** tus speaks all of these at one address. */
async function receive(request: Request): Promise<Response> {
  try {
    const ctx = await requireContext();
    return await uploadServer(ctx, env().TRAILHOUND_DATA_DIR, '/api/uploads').handleWeb(request);
  } catch (error) {
    return errorResponse(request, error);
  }
}

export { receive as DELETE, receive as HEAD, receive as OPTIONS, receive as PATCH, receive as POST };
