import type { Draw } from './draw';

/** First octets of blocks that AWS hands to instances: where machines call from. */
const CLOUD_OCTETS = [3, 13, 18, 34, 35, 44, 52, 54];

function isPublic(first: number, second: number): boolean {
  if (first === 10 || first === 127) return false;
  if (first === 100 && second >= 64 && second <= 127) return false;
  if (first === 169 && second === 254) return false;
  if (first === 172 && second >= 16 && second <= 31) return false;
  if (first === 192 && (second === 168 || second === 0)) return false;
  return !(first === 198 && (second === 18 || second === 19));
}

/** A public IPv4 address from anywhere: the whole space, so that the geolocation has many countries to find. */
export function publicAddress(draw: Draw): string {
  for (;;) {
    const [first, second] = [draw.integer(1, 223), draw.integer(0, 255)];
    if (isPublic(first, second)) return `${first}.${second}.${draw.integer(0, 255)}.${draw.integer(1, 254)}`;
  }
}

export function cloudAddress(draw: Draw): string {
  const [second, third, fourth] = [draw.integer(64, 255), draw.integer(0, 255), draw.integer(1, 254)];
  return `${draw.pick(CLOUD_OCTETS)}.${second}.${third}.${fourth}`;
}
