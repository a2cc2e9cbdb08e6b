import type { z } from 'zod';
import { authenticateToken } from '../accounts/authenticate-token';
import { appDatabase } from '../db/app-database';
import type { Context } from '../db/context';
import { logFault } from '../log';
import { invalidInput } from './invalid-input';
import { toErrorBody, toStatus } from './responses';

/** What else an answer with this status has to say. */
const HEADERS_OF_STATUS: Readonly<Record<number, Readonly<Record<string, string>>>> = {
  401: { 'www-authenticate': 'Bearer realm="Trailhound"' },
  503: { 'retry-after': '60' },
};

/**
 * A handler for programs: a bearer token says who asks, never a cookie, so that no browser can be made to ask.
 * `schema` reads the query string together with the path's parameters.
 */
export function tokenRoute<Schema extends z.ZodType>(
  schema: Schema,
  answer: (call: { ctx: Context; input: z.output<Schema>; request: Request }) => Promise<Response>,
): (request: Request, route: { params: Promise<Record<string, string>> }) => Promise<Response> {
  return async (request, route) => {
    const url = new URL(request.url);
    try {
      const ctx = await authenticateToken(appDatabase(), request.headers.get('authorization'));
      const parsed = schema.safeParse({ ...Object.fromEntries(url.searchParams), ...(await route.params) });
      if (!parsed.success) throw invalidInput(parsed.error);
      return await answer({ ctx, input: parsed.data, request });
    } catch (error) {
      logFault(url.pathname, error);
      const status = toStatus(error);
      return Response.json(toErrorBody(error), {
        status,
        headers: { 'cache-control': 'no-store', ...HEADERS_OF_STATUS[status] },
      });
    }
  };
}
