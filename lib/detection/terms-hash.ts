import { createHash } from 'node:crypto';

/** Tells finds of one event apart: the same texts in the same order always give the same hash. */
export function termsHash(texts: readonly string[]): string {
  return createHash('md5').update(JSON.stringify(texts)).digest('hex');
}
