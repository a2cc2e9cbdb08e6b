import 'server-only';
import { Readable } from 'node:stream';
import { unstable_rethrow } from 'next/navigation';
import type { z } from 'zod';
import { requireContext } from '../auth/require';
import type { Context } from '../db/context';
import { logFault } from '../log';
import { attachmentHeaders } from './attachment';
import { invalidInput } from './invalid-input';
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

type Handler = (request: Request, route: { params: Promise<Record<string, string>> }) => Promise<Response>;

/** Who asks, parse, read, answer. The query string is read together with the path's parameters. */
function handler<Schema extends z.ZodType, T>(
  schema: Schema,
  reader: (call: { ctx: Context; input: z.output<Schema> }) => Promise<T>,
  lists: readonly string[],
  answer: (value: T) => Response,
): Handler {
  return async (request, route) => {
    try {
      const ctx = await requireContext();
      const input = { ...queryObject(request.url, lists), ...(await route.params) };
      const parsed = schema.safeParse(input);
      if (!parsed.success) throw invalidInput(parsed.error);
      return answer(await reader({ ctx, input: parsed.data }));
    } catch (error) {
      return errorResponse(request, error);
    }
  };
}

/** A GET handler around one reader, answered in JSON. */
export function getRoute<Schema extends z.ZodType, T>(
  schema: Schema,
  reader: (call: { ctx: Context; input: z.output<Schema> }) => Promise<T>,
  options: { readonly lists?: readonly string[] } = {},
): Handler {
  return handler(schema, reader, options.lists ?? [], (value) =>
    Response.json(value, { headers: { 'cache-control': 'no-store' } }),
  );
}

/** A GET handler that gives a file to be saved, never to be shown, piece by piece. */
export function fileRoute<Schema extends z.ZodType>(
  schema: Schema,
  opener: (call: {
    ctx: Context;
    input: z.output<Schema>;
  }) => Promise<{ readonly path: string; readonly stream: AsyncIterable<Buffer> }>,
): Handler {
  return handler(schema, opener, [], ({ path, stream }) => {
    const body = Readable.toWeb(Readable.from(stream, { objectMode: false })) as ReadableStream<Uint8Array>;
    return new Response(body, { headers: attachmentHeaders(path) });
  });
}

/** The one place where anything thrown becomes a status and a body. */
export function errorResponse(request: Request, error: unknown): Response {
  unstable_rethrow(error);
  logFault(new URL(request.url).pathname, error);
  return Response.json(toErrorBody(error), { status: toStatus(error) });
}
