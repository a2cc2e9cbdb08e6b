import 'server-only';
import { unstable_rethrow } from 'next/navigation';
import type { z } from 'zod';
import { requireContext } from '../auth/require';
import type { Context } from '../db/context';
import { AppError } from '../errors';
import { logFault } from '../log';
import { type ActionResult, toErrorBody } from './responses';

/** Turns zod's issues into one refusal: a sentence for the form, a sentence per field. */
export function invalidInput(error: z.ZodError): AppError {
  const fields: Record<string, string> = {};
  for (const issue of error.issues) fields[issue.path.join('.') || 'input'] ??= issue.message;
  const [first] = Object.entries(fields);
  return new AppError('invalid', first ? `${first[0]}: ${first[1]}` : 'The input is not valid.', fields);
}

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
