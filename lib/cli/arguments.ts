import { InvalidArgumentError } from 'commander';
import { Endpoint, Region } from '../sources/schemas';
import { toDay } from '../sources/trail-layout';

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

/** A day in UTC, `2026-03-20`, from a day or a time. */
export function toUtcDay(text: string): string {
  const time = new Date(text);
  if (Number.isNaN(time.getTime())) throw new InvalidArgumentError('A day, such as 2026-03-20.');
  return toDay(time);
}

function checked(schema: typeof Region | typeof Endpoint): (text: string) => string {
  return (text) => {
    const parsed = schema.safeParse(text);
    if (!parsed.success) throw new InvalidArgumentError(parsed.error.issues[0]?.message ?? '');
    return parsed.data;
  };
}

export const toRegion = checked(Region);
export const toEndpoint = checked(Endpoint);
