import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from './time';

/** `2023-07-10T11:55:35.000Z` → `2023-07-10 11:55:35`, always UTC. */
export function formatUtc(iso: string): string {
  return new Date(iso).toISOString().slice(0, 19).replace('T', ' ');
}

/** A length of time in at most two units: `13 min 20 s`, `14 d`, `3 d 4 h`. */
export function formatDuration(ms: number): string {
  const units: ReadonlyArray<readonly [number, string]> = [
    [DAY_MS, 'd'],
    [HOUR_MS, 'h'],
    [MINUTE_MS, 'min'],
    [SECOND_MS, 's'],
  ];
  const absolute = Math.abs(ms);
  const first = units.findIndex(([size]) => absolute >= size);
  const unit = units[first];
  if (!unit) return `${Math.round(absolute)} ms`;
  const whole = Math.floor(absolute / unit[0]);
  const next = units[first + 1];
  const rest = next ? Math.floor((absolute - whole * unit[0]) / next[0]) : 0;
  return next && rest > 0 ? `${whole} ${unit[1]} ${rest} ${next[1]}` : `${whole} ${unit[1]}`;
}

/** `1 event`, `2,900 events`. */
export function formatCount(count: number, singular: string, plural = `${singular}s`): string {
  return `${formatNumber(count)} ${count === 1 ? singular : plural}`;
}

export function formatNumber(value: number): string {
  return value.toLocaleString('en-US');
}

/** `4.7 MB`; powers of ten, as file managers show them. */
export function formatBytes(bytes: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB'];
  let value = bytes;
  let index = 0;
  while (value >= 1000 && index < units.length - 1) {
    value /= 1000;
    index += 1;
  }
  return `${index === 0 || value >= 100 ? Math.round(value) : value.toFixed(1)} ${units[index]}`;
}
