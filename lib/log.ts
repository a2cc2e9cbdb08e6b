import { AppError } from './errors';

/** One JSON line on stderr: stdout belongs to what commands print. */
export function log(level: 'info' | 'warn' | 'error', message: string, fields: object = {}): void {
  process.stderr.write(`${JSON.stringify({ at: new Date().toISOString(), level, message, ...fields })}\n`);
}

/** Logs what nobody expected. Refusals (AppError) are answers, not faults, and are not logged. */
export function logFault(where: string, error: unknown): void {
  if (error instanceof AppError) return;
  log('error', `${where} failed`, {
    error: error instanceof Error ? (error.stack ?? error.message) : String(error),
  });
}
