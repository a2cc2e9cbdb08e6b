import 'server-only';
import { unstable_rethrow } from 'next/navigation';
import type { z } from 'zod';
import { requireContext } from '../auth/require';
import type { Context } from '../db/context';
import { logFault } from '../log';
import { invalidInput } from './action';
import { toErrorBody, toStatus } from './responses';

/** `?status=open&status=closed&limit=5` → `{ status: ['open', 'closed'], limit: '5' }`; `lists` name the repeatable keys. */
function queryObject(url: string, lists: readonly string[]): Record<string, string | string[]> {
  const params = new URL(url).searchParams;
  const object: Record<string, string | string[]> = {};
  for (const key of new Set(params.keys())) {
    object[key] = lists.includes(key) ? params.getAll(key) : (params.get(key) ?? '');
  }
  return object;
}

/**
 * A GET handler around one reader: who asks, parse, read, JSON. `schema` reads the query string together with the
 * path's parameters.
 */
export function getRoute<Schema extends z.ZodType, T>(
  schema: Schema,
  reader: (call: { ctx: Context; input: z.output<Schema> }) => Promise<T>,
  options: { readonly lists?: readonly string[] } = {},
): (request: Request, route: { params: Promise<Record<string, string>> }) => Promise<Response> {
  return async (request, route) => {
    try {
      const ctx = await requireContext();
      const input = { ...queryObject(request.url, options.lists ?? []), ...(await route.params) };
      const parsed = schema.safeParse(input);
      if (!parsed.success) throw invalidInput(parsed.error);
      return Response.json(await reader({ ctx, input: parsed.data }), {
        headers: { 'cache-control': 'no-store' },
      });
    } catch (error) {
      return errorResponse(request, error);
    }
  };
}

/** The one place where anything thrown becomes a status and a body. */
export function errorResponse(request: Request, error: unknown): Response {
  unstable_rethrow(error);
  logFault(new URL(request.url).pathname, error);
  return Response.json(toErrorBody(error), { status: toStatus(error) });
}
