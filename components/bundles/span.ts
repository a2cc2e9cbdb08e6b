import { formatDuration, formatUtc } from '@/lib/format';

/** `2023-07-10 11:42 to 2023-07-12 09:05 (1 d 21 h)`; the day once when it is the same. */
export function describeSpan(first: string, last: string): string {
  const [from, to] = [formatUtc(first).slice(0, 16), formatUtc(last).slice(0, 16)];
  const end = from.slice(0, 10) === to.slice(0, 10) ? to.slice(11) : to;
  return `${from} to ${end} (${formatDuration(Date.parse(last) - Date.parse(first))})`;
}

/** `2023-07-10 to 2023-07-12`; one day alone. */
export function describeDays(first: string, last: string): string {
  const [from, to] = [formatUtc(first).slice(0, 10), formatUtc(last).slice(0, 10)];
  return from === to ? from : `${from} to ${to}`;
}
