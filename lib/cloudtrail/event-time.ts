import { SECOND_MS } from '../time';

const ISO_SECONDS_LENGTH = '2023-07-10T11:55:35Z'.length;
const EXTENDED =
  /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}:\d{2})(?:[.,](\d{1,9}))?(?:\s*(Z|UTC|[+-]\d{2}(?::?\d{2})?))?$/;
const BASIC = /^(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2})Z$/;

/**
 * A CloudTrail time as ISO-8601 UTC with three decimals, or undefined when it is none.
 *
 * Takes ISO with `Z`, with an offset or with neither (then UTC), a space for the `T`, up to nine fraction digits
 * (cut to milliseconds), and the basic form `20131102T010628Z`. Days that no calendar has are refused.
 */
export function parseEventTime(text: string): string | undefined {
  if (text.length === ISO_SECONDS_LENGTH && text.endsWith('Z') && text[10] === 'T') {
    return toUtc(text.slice(0, 19), '000', 0);
  }
  const match = EXTENDED.exec(text);
  if (match) {
    const [, date, clock, fraction = '', zone] = match;
    const offset = offsetMs(zone);
    return offset === undefined
      ? undefined
      : toUtc(`${date}T${clock}`, fraction.slice(0, 3).padEnd(3, '0'), offset);
  }
  const basic = BASIC.exec(text);
  if (!basic) return undefined;
  const [, year, month, day, hour, minute, second] = basic;
  return toUtc(`${year}-${month}-${day}T${hour}:${minute}:${second}`, '000', 0);
}

function toUtc(local: string, millis: string, offset: number): string | undefined {
  const iso = `${local}.${millis}Z`;
  const time = Date.parse(iso);
  // `Date.parse` rolls 31 February over to March; printing the result back shows that it did.
  if (Number.isNaN(time) || new Date(time).toISOString() !== iso) return undefined;
  const utc = time - offset;
  return utc < 0 ? undefined : offset === 0 ? iso : new Date(utc).toISOString();
}

function offsetMs(zone: string | undefined): number | undefined {
  if (zone === undefined || zone === 'Z' || zone === 'UTC') return 0;
  const hours = Number(zone.slice(1, 3));
  const minutes = Number(zone.slice(3).replace(':', '') || '0');
  if (hours > 18 || minutes > 59) return undefined;
  return (zone.startsWith('-') ? -1 : 1) * (hours * 60 + minutes) * 60 * SECOND_MS;
}
