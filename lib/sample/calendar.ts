import { DAY_MS, HOUR_MS } from '../time';
import { SAMPLE_DAYS, SAMPLE_START } from './account';
import type { Random } from './random';

/** Midnight of every day of the sample. */
export const DAYS: readonly number[] = Array.from(
  { length: SAMPLE_DAYS },
  (_, day) => SAMPLE_START + day * DAY_MS,
);

export const WORKDAYS = DAYS.filter((day) => isWorkday(day));

/** The night of the intrusion; its response changes what happens for the rest of that day. */
export const INTRUSION_DAY = Date.UTC(2026, 2, 17);

export function isWorkday(day: number): boolean {
  const weekday = new Date(day).getUTCDay();
  return weekday >= 1 && weekday <= 5;
}

/** A moment of a day between two hours, `between(day, 8, 17)`. */
export function between(random: Random, day: number, fromHour: number, toHour: number): number {
  return day + Math.floor((fromHour + random.next() * (toHour - fromHour)) * 3600) * 1000;
}

/** Regular moments of a span, each moved by up to `jitterMs`. */
export function everyMs(
  random: Random,
  from: number,
  to: number,
  stepMs: number,
  jitterMs: number,
): number[] {
  const moments: number[] = [];
  for (let at = from; at < to; at += stepMs) {
    const moved = at + random.integer(0, Math.floor(jitterMs / 1000)) * 1000;
    if (moved < to) moments.push(moved);
  }
  return moments;
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** A date as IAM and STS print it in responses: `Mar 3, 2026, 9:14:02 AM`. By hand, since ICU's spaces vary. */
export function responseDate(time: number): string {
  const date = new Date(time);
  const hour = date.getUTCHours();
  const clock = `${hour % 12 === 0 ? 12 : hour % 12}${date.toISOString().slice(13, 19)}`;
  const day = `${MONTHS[date.getUTCMonth()]} ${date.getUTCDate()}, ${date.getUTCFullYear()}`;
  return `${day}, ${clock} ${hour < 12 ? 'AM' : 'PM'}`;
}

export const SESSION_MS = 6 * HOUR_MS;
