export const SECOND_MS = 1000;
export const MINUTE_MS = 60 * SECOND_MS;
export const HOUR_MS = 60 * MINUTE_MS;
export const DAY_MS = 24 * HOUR_MS;

const UNIT_MS = { s: SECOND_MS, m: MINUTE_MS, h: HOUR_MS, d: DAY_MS, w: 7 * DAY_MS } as const;

/** `5m` → 300000. Units s, m, h, d, w, as Elastic's rule settings use them. Null when it is not a duration. */
export function parseDurationMs(text: string): number | null {
  const match = /^(\d+)([smhdw])$/.exec(text);
  if (!match?.[1] || !match[2]) return null;
  return Number(match[1]) * UNIT_MS[match[2] as keyof typeof UNIT_MS];
}

/** `now-14d` → 1209600000, `now` → 0. Null when it is not date math of that form. */
export function parseLookbackMs(text: string): number | null {
  if (text === 'now') return 0;
  return text.startsWith('now-') ? parseDurationMs(text.slice(4)) : null;
}
