/**
 * The dates a query may name, read as spans of time the way Elasticsearch rounds them:
 *
 * - ISO dates of any precision, UTC unless they carry an offset: `2023`, `2023-07`, `2023-07-10`,
 *   `2023-07-10T11`, `2023-07-10T11:55`, `2023-07-10T11:55:35.123Z`, `2023-07-10T11:55:35+02:00`;
 * - milliseconds since 1970, with five digits or more (four are a year);
 * - date math on `now` or on a date and `||`: `now-1d`, `now-1d/d`, `2023-07-10||+1M/M`; units y M w d h m s.
 *
 * A date stands for all of its last unit: `2023-07-10` is the whole day, so `<= 2023-07-10` includes it and
 * `> 2023-07-10` starts after it. Events have millisecond precision.
 */

/** Milliseconds since 1970: `from` is inside the span, `before` is the first instant behind it. */
export interface DateSpan {
  readonly from: number;
  readonly before: number;
}

const ISO =
  /^(\d{4})(?:-(\d\d)(?:-(\d\d)(?:T(\d\d)(?::(\d\d)(?::(\d\d)(?:[.,](\d{1,9}))?)?)?(Z|[+-]\d\d(?::?\d\d)?)?)?)?)?$/;
const MATH_STEP = /([+-]\d{1,6}|\/)([yMwdhHms])/g;
const MATH = /^(?:(?:[+-]\d{1,6}|\/)[yMwdhHms])*$/;

/** PostgreSQL and ISO text agree on these years; nothing in a trail lies outside them. */
const EARLIEST = utc(1, 0, 1);
const LATEST = utc(10000, 0, 1) - 1;

/** The span a date means, `nowMs` being the time that `now` stands for. Null when it is no date. */
export function parseDateSpan(text: string, nowMs: number): DateSpan | null {
  const anchor = text.startsWith('now') ? 'now' : (text.split('||', 1)[0] ?? '');
  const math = text.slice(anchor === 'now' || anchor === text ? anchor.length : anchor.length + 2);
  const start =
    anchor === 'now' ? { from: nowMs, before: nowMs + 1 } : (isoSpan(anchor) ?? epochSpan(anchor));
  if (!start || !MATH.test(math)) return null;
  const span = applyMath(start, math);
  return isInRange(span.from) && span.from < span.before
    ? { from: span.from, before: Math.min(span.before, LATEST) }
    : null;
}

function isoSpan(text: string): DateSpan | null {
  const match = ISO.exec(text);
  if (!match) return null;
  const [, year, month, day, hour, minute, second, fraction, offset] = match;
  const at = utc(Number(year), Number(month ?? 1) - 1, Number(day ?? 1));
  const date = new Date(at);
  // `2023-02-30` would roll over into March.
  if (date.getUTCMonth() !== Number(month ?? 1) - 1 || date.getUTCDate() !== Number(day ?? 1)) return null;
  const clock = [Number(hour ?? 0), Number(minute ?? 0), Number(second ?? 0)] as const;
  if (clock[0] > 23 || clock[1] > 59 || clock[2] > 59) return null;
  const shift = offsetMs(offset);
  if (shift === null) return null;
  const milliseconds = Number((fraction ?? '').padEnd(3, '0').slice(0, 3));
  const from = at + ((clock[0] * 60 + clock[1]) * 60 + clock[2]) * 1000 + milliseconds - shift;
  if (fraction !== undefined) return { from, before: from + 1 };
  const unit = second ? 's' : minute ? 'm' : hour ? 'h' : day ? 'd' : month ? 'M' : 'y';
  return { from, before: addUnits(from + shift, 1, unit) - shift };
}

function offsetMs(offset: string | undefined): number | null {
  if (offset === undefined || offset === 'Z') return 0;
  const hours = Number(offset.slice(1, 3));
  const minutes = Number(offset.slice(3).replace(':', '') || 0);
  if (hours > 18 || minutes > 59) return null;
  return (offset.startsWith('-') ? -1 : 1) * (hours * 60 + minutes) * 60_000;
}

function epochSpan(text: string): DateSpan | null {
  if (!/^(?:-\d{1,15}|\d{5,15})$/.test(text)) return null;
  const from = Number(text);
  return { from, before: from + 1 };
}

function applyMath(start: DateSpan, math: string): DateSpan {
  let { from, before } = start;
  for (const [, step, unit] of math.matchAll(MATH_STEP)) {
    if (step === undefined || unit === undefined) continue;
    if (step === '/') {
      from = floorTo(from, unit);
      before = addUnits(from, 1, unit);
    } else {
      from = addUnits(from, Number(step), unit);
      before = addUnits(before, Number(step), unit);
    }
  }
  return { from, before };
}

const FIXED_MS: Readonly<Record<string, number>> = {
  w: 604_800_000,
  d: 86_400_000,
  h: 3_600_000,
  H: 3_600_000,
  m: 60_000,
  s: 1000,
};

function addUnits(at: number, count: number, unit: string): number {
  const fixed = FIXED_MS[unit];
  if (fixed !== undefined) return at + count * fixed;
  const date = new Date(at);
  const day = date.getUTCDate();
  date.setUTCDate(1);
  date.setUTCMonth(date.getUTCMonth() + count * (unit === 'y' ? 12 : 1));
  const daysInMonth = new Date(utc(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();
  // A month after 31 January is the end of February, as in Java's calendar.
  date.setUTCDate(Math.min(day, daysInMonth));
  return date.getTime();
}

function floorTo(at: number, unit: string): number {
  const date = new Date(at);
  if (unit === 'y') return utc(date.getUTCFullYear(), 0, 1);
  if (unit === 'M') return utc(date.getUTCFullYear(), date.getUTCMonth(), 1);
  // 1970-01-05 was a Monday, the day weeks start on.
  const shift = unit === 'w' ? 4 * 86_400_000 : 0;
  const size = FIXED_MS[unit] ?? 1;
  return Math.floor((at - shift) / size) * size + shift;
}

/** `Date.UTC` reads the years 0 to 99 as 1900 to 1999. */
function utc(year: number, month: number, day: number): number {
  const date = new Date(0);
  date.setUTCFullYear(year, month, day);
  return date.getTime();
}

function isInRange(at: number): boolean {
  return at >= EARLIEST && at <= LATEST;
}
