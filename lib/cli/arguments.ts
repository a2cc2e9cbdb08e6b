import { InvalidArgumentError } from 'commander';

/** A time on the command line, as ISO-8601 UTC. What is none is wrong usage. */
export function toTime(text: string): string {
  const time = new Date(text);
  if (Number.isNaN(time.getTime()))
    throw new InvalidArgumentError('An ISO-8601 time, such as 2023-07-10T11:55:35Z.');
  return time.toISOString();
}

/** The number that a list shows for a thing. */
export function toId(text: string): number {
  const id = Number(text);
  if (!Number.isInteger(id) || id < 1) throw new InvalidArgumentError('A number, as the list shows it.');
  return id;
}
