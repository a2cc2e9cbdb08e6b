import 'server-only';
import { unstable_rethrow } from 'next/navigation';
import type { z } from 'zod';
import type { FormState } from '@/components/auth/form-state';
import { invalidInput } from '@/lib/http/invalid-input';
import { toErrorBody } from '@/lib/http/responses';
import { logFault } from '@/lib/log';

/** Runs a form that needs no session: parses it, and turns refusals into sentences for the form. */
export async function runForm<Schema extends z.ZodType>(
  schema: Schema,
  data: FormData,
  run: (input: z.output<Schema>) => Promise<void>,
): Promise<FormState | null> {
  const values = typedValues(data);
  const parsed = schema.safeParse(Object.fromEntries(data));
  if (!parsed.success) return { message: '', fields: invalidInput(parsed.error).fields, values };
  try {
    await run(parsed.data);
    return null;
  } catch (error) {
    unstable_rethrow(error);
    logFault('form', error);
    const { message, fields } = toErrorBody(error).error;
    return { message, fields, values };
  }
}

const KEPT = ['name', 'email'];

function typedValues(data: FormData): Record<string, string> {
  return Object.fromEntries(KEPT.map((name) => [name, String(data.get(name) ?? '')]));
}
