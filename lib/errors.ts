/** Every way a verb can refuse. Transports map these once (`lib/http`, `lib/cli`); anything else is a fault. */
export type ErrorCode =
  | 'unauthenticated'
  | 'forbidden'
  | 'not_found'
  | 'conflict'
  | 'invalid'
  | 'too_large'
  | 'unreadable'
  | 'unavailable';

/** A refusal with a sentence fit for the person who asked: what, where, and what to do. */
export class AppError extends Error {
  override readonly name = 'AppError';

  constructor(
    readonly code: ErrorCode,
    message: string,
    /** Per-field messages for forms, keyed by input name. */
    readonly fields?: Readonly<Record<string, string>>,
  ) {
    super(message);
  }
}

export function notFound(entity: string, id: string | number): AppError {
  return new AppError('not_found', `There is no ${entity} ${id}.`);
}

/** The message of anything thrown, for logs and for reports that name a bad file or record. */
export function errorMessage(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
