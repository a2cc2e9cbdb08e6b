import type { CodePointRange, Regex } from './regex';

/**
 * Whether the expression describes the whole text. It follows every way at once instead of trying one after another,
 * so that no text, however chosen, makes it slow.
 */
export function matchesRegex(regex: Regex, text: string): boolean {
  const points = Array.from(text, (char) => char.codePointAt(0) ?? 0);
  return advance(regex, new Set([0]), points).has(points.length);
}

/** The places that can be reached from `from` by what the expression describes. */
function advance(regex: Regex, from: ReadonlySet<number>, points: readonly number[]): ReadonlySet<number> {
  switch (regex.kind) {
    case 'empty':
      return from;
    case 'char': {
      const reached = new Set<number>();
      for (const at of from) {
        const point = points[at];
        if (point !== undefined && holds(regex.ranges, point) !== regex.negated) reached.add(at + 1);
      }
      return reached;
    }
    case 'concat':
      return regex.parts.reduce((places, part) => advance(part, places, points), from);
    case 'either':
      return new Set(regex.parts.flatMap((part) => [...advance(part, from, points)]));
    case 'repeat': {
      let places = from;
      for (let i = 0; i < regex.min && places.size > 0; i += 1) places = advance(regex.child, places, points);
      return closure(regex, places, points);
    }
    default:
      return regex satisfies never;
  }
}

/** The places behind the repetitions that may, but need not, follow. */
function closure(
  { child, min, max }: Extract<Regex, { kind: 'repeat' }>,
  from: ReadonlySet<number>,
  points: readonly number[],
): ReadonlySet<number> {
  const reached = new Set(from);
  let frontier = from;
  for (let count = min; frontier.size > 0 && (max === null || count < max); count += 1) {
    frontier = new Set([...advance(child, frontier, points)].filter((at) => !reached.has(at)));
    for (const at of frontier) reached.add(at);
  }
  return reached;
}

function holds(ranges: readonly CodePointRange[], point: number): boolean {
  return ranges.some(([from, to]) => point >= from && point <= to);
}
