import type { z } from 'zod';
import { AppError } from '../errors';

/** Turns zod's issues into one refusal: a sentence for the form, a sentence per field. */
export function invalidInput(error: z.ZodError): AppError {
  const fields: Record<string, string> = {};
  for (const issue of error.issues) fields[issue.path.join('.') || 'input'] ??= issue.message;
  const [first] = Object.entries(fields);
  return new AppError('invalid', first ? `${first[0]}: ${first[1]}` : 'The input is not valid.', fields);
}
