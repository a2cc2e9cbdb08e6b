import { AppError, type ErrorCode } from '../errors';

/** What every failed call answers with; `fields` names the inputs that were wrong. */
export interface ErrorBody {
  readonly error: {
    readonly code: ErrorCode | 'internal';
    readonly message: string;
    readonly fields?: Readonly<Record<string, string>>;
  };
}

export const STATUS_OF_CODE = {
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  conflict: 409,
  invalid: 400,
  too_large: 413,
  unreadable: 422,
  unavailable: 503,
} as const satisfies Record<ErrorCode, number>;

/** The body for anything thrown. Faults get a fixed text: their message may hold database strings or paths. */
export function toErrorBody(error: unknown): ErrorBody {
  if (error instanceof AppError) {
    return {
      error: { code: error.code, message: error.message, ...(error.fields && { fields: error.fields }) },
    };
  }
  return {
    error: { code: 'internal', message: 'Something went wrong on the server. The log has the details.' },
  };
}

export function toStatus(error: unknown): number {
  return error instanceof AppError ? STATUS_OF_CODE[error.code] : 500;
}

/** What a server action gives back: never throws at the client, so the form can say what was wrong. */
export type ActionResult<T> = { readonly ok: true; readonly value: T } | ({ readonly ok: false } & ErrorBody);
