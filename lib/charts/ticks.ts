import { formatUtc } from '../format';
import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from '../time';

const STEPS_MS = [
  ...[1, 2, 5, 10, 15, 30].map((n) => n * SECOND_MS),
  ...[1, 2, 5, 10, 15, 30].map((n) => n * MINUTE_MS),
  ...[1, 2, 3, 6, 12].map((n) => n * HOUR_MS),
  ...[1, 2, 4, 7, 14].map((n) => n * DAY_MS),
];

export interface TimeTicks {
  readonly stepMs: number;
  readonly ticks: readonly number[];
}

/** Round UTC instants inside [from, to], at most `countMax` of them. */
export function timeTicks(fromMs: number, toMs: number, countMax: number): TimeTicks {
  const stepMs = STEPS_MS.find((step) => (toMs - fromMs) / step <= countMax) ?? 28 * DAY_MS;
  const ticks: number[] = [];
  for (let time = Math.ceil(fromMs / stepMs) * stepMs; time <= toMs; time += stepMs) ticks.push(time);
  return { stepMs, ticks };
}

/** `07-10` for steps of days, `11:55` for minutes and hours, `11:55:35` for seconds; midnight shows its day. */
export function formatTick(timeMs: number, stepMs: number): string {
  const iso = new Date(timeMs).toISOString();
  if (stepMs >= DAY_MS || timeMs % DAY_MS === 0) return iso.slice(5, 10);
  return stepMs >= MINUTE_MS ? iso.slice(11, 16) : iso.slice(11, 19);
}

/** `2023-07-10 11:55:00 to 11:56:00 UTC`; one instant when it is a second or less. */
export function formatSpan(fromMs: number, toMs: number): string {
  const from = formatUtc(new Date(fromMs).toISOString());
  if (toMs - fromMs <= SECOND_MS) return `${from} UTC`;
  const to = formatUtc(new Date(toMs).toISOString());
  return `${from} to ${from.slice(0, 10) === to.slice(0, 10) ? to.slice(11) : to} UTC`;
}
