import { InvalidArgumentError } from 'commander';

/** Number of a bundle on the command line. What is none is wrong usage. */
export function toBundleId(text: string): number {
  const id = Number(text);
  if (!/^\d+$/.test(text) || !Number.isSafeInteger(id) || id < 1) {
    throw new InvalidArgumentError('The number of a bundle, as `trailhound bundles` lists it.');
  }
  return id;
}
