import { SECOND_MS } from '../time';

const ISO_SECONDS_LENGTH = '2023-07-10T11:55:35Z'.length;
const EXTENDED =
  /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}:\d{2})(?:[.,](\d{1,9}))?(?:\s*(Z|UTC|[+-]\d{2}(?::?\d{2})?))?$/;
const EPOCH_YEAR = 1970;
/** Behind it years have five digits, which no reader of ISO times here takes. */
const LATEST = Date.UTC(10_000, 0, 1) - 1;
const DAYS_IN_MONTH = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
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
  if (!isCalendarTime(local)) return undefined;
  const iso = `${local}.${millis}Z`;
  if (offset === 0) return iso;
  const utc = Date.parse(iso) - offset;
  return utc < 0 || utc > LATEST ? undefined : new Date(utc).toISOString();
}

/** Checks `YYYY-MM-DDTHH:MM:SS` digit by digit: every event passes here, and `Date` takes ten times as long. */
function isCalendarTime(local: string): boolean {
  const year = digits(local, 0, 4);
  const month = digits(local, 5, 7);
  const day = digits(local, 8, 10);
  const isMarked = local[4] === '-' && local[7] === '-' && local[13] === ':' && local[16] === ':';
  if (!isMarked || !(year >= EPOCH_YEAR) || !(month >= 1 && month <= 12)) return false;
  const isLeap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  const days = month === 2 && isLeap ? 29 : (DAYS_IN_MONTH[month - 1] ?? 0);
  if (!(day >= 1 && day <= days)) return false;
  return digits(local, 11, 13) <= 23 && digits(local, 14, 16) <= 59 && digits(local, 17, 19) <= 59;
}

/** The number that a run of digits spells; NaN when something else stands there. */
function digits(text: string, start: number, end: number): number {
  let value = 0;
  for (let index = start; index < end; index += 1) {
    const digit = text.charCodeAt(index) - 0x30;
    if (!(digit >= 0 && digit <= 9)) return Number.NaN;
    value = value * 10 + digit;
  }
  return value;
}

function offsetMs(zone: string | undefined): number | undefined {
  if (zone === undefined || zone === 'Z' || zone === 'UTC') return 0;
  const hours = Number(zone.slice(1, 3));
  const minutes = Number(zone.slice(3).replace(':', '') || '0');
  if (hours > 18 || minutes > 59) return undefined;
  return (zone.startsWith('-') ? -1 : 1) * (hours * 60 + minutes) * 60 * SECOND_MS;
}
