import { InvalidArgumentError } from 'commander';

/** `300000` or `300_000`. */
export function count(value: string): number {
  const number = Number(value.replaceAll('_', ''));
  if (!Number.isSafeInteger(number) || number < 1)
    throw new InvalidArgumentError('Not a positive whole number.');
  return number;
}

/** A count, or 0. */
export function countOrNone(value: string): number {
  return value === '0' ? 0 : count(value);
}

/** `100000,300000`. */
export function counts(value: string): number[] {
  return value.split(',').map(count);
}
