import { SECOND_MS } from '../../time';
import { parseEventTime } from '../event-time';
import { NumberLiteral } from '../number-literal';
import type { RawJson } from '../record';

const EPOCH = /^(\d{9,10})(\d{3}){0,3}(\.\d+)?$/;
const SECONDS_DIGITS = 10;

/**
 * A time as exports other than CloudTrail's own write it, in a form that `parseEventTime` takes: also seconds,
 * milliseconds, microseconds or nanoseconds since 1970. What is no time comes back as it is, to be reported.
 */
export function toEventTime(value: RawJson): RawJson {
  if (typeof value === 'string' && parseEventTime(value) !== undefined) return value;
  const digits = value instanceof NumberLiteral ? value.text : String(value);
  const isScalar = typeof value === 'string' || typeof value === 'number' || value instanceof NumberLiteral;
  if (!isScalar || !EPOCH.test(digits)) return value;
  const [integer = '', fraction = ''] = digits.split('.');
  const seconds = integer.length <= SECONDS_DIGITS ? integer : integer.slice(0, SECONDS_DIGITS);
  const millis = `${integer.slice(seconds.length)}${fraction}`.slice(0, 3).padEnd(3, '0');
  return new Date(Number(seconds) * SECOND_MS + Number(millis)).toISOString();
}
