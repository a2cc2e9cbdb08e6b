import 'server-only';
import { unstable_rethrow } from 'next/navigation';
import type { z } from 'zod';
import { requireContext } from '../auth/require';
import type { Context } from '../db/context';
import { logFault } from '../log';
import { invalidInput } from './invalid-input';
import { type ActionResult, toErrorBody } from './responses';

/**
 * A server action around one verb: parses the input, finds out who asks, and answers in data. It never throws at
 * the browser, so that a form can say what was wrong.
 */
export function action<Schema extends z.ZodType, T>(
  schema: Schema,
  verb: (call: { ctx: Context; input: z.output<Schema> }) => Promise<T>,
): (input: z.input<Schema>) => Promise<ActionResult<T>> {
  return async (input) => {
    try {
      const ctx = await requireContext();
      const parsed = schema.safeParse(input);
      if (!parsed.success) throw invalidInput(parsed.error);
      return { ok: true, value: await verb({ ctx, input: parsed.data }) };
    } catch (error) {
      unstable_rethrow(error);
      logFault('action', error);
      return { ok: false, ...toErrorBody(error) };
    }
  };
}
