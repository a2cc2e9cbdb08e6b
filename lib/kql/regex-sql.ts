import type { Regex } from './regex';

/** The expression as PostgreSQL writes it, about the whole text. Only letters and digits stand for themselves. */
export function regexToSql(regex: Regex): string {
  return `^(?:${write(regex)})$`;
}

function write(regex: Regex): string {
  switch (regex.kind) {
    case 'empty':
      return '(?:)';
    case 'char':
      return writeChar(regex);
    case 'concat':
      return regex.parts.map(write).join('');
    case 'either':
      return `(?:${regex.parts.map(write).join('|')})`;
    case 'repeat':
      // A group keeps a repetition of a repetition from becoming a non-greedy one.
      return `(?:${write(group(regex.child))}${quantifier(regex)})`;
    default:
      return regex satisfies never;
  }
}

/** What a quantifier has to hold together is written as a group. */
function group(child: Regex): Regex {
  return child.kind === 'concat' ? { kind: 'either', parts: [child] } : child;
}

function writeChar({ negated, ranges }: Extract<Regex, { kind: 'char' }>): string {
  if (ranges.length === 0) return negated ? '.' : '(?!)';
  const [first] = ranges;
  if (!negated && ranges.length === 1 && first && first[0] === first[1]) return writePoint(first[0]);
  const inside = ranges.map(([from, to]) =>
    from === to ? writePoint(from) : `${writePoint(from)}-${writePoint(to)}`,
  );
  return `[${negated ? '^' : ''}${inside.join('')}]`;
}

function writePoint(point: number): string {
  const char = String.fromCodePoint(point);
  return point > 0x7f || /[0-9A-Za-z]/.test(char) ? char : `\\u${point.toString(16).padStart(4, '0')}`;
}

function quantifier({ min, max }: Extract<Regex, { kind: 'repeat' }>): string {
  if (max === null) return min === 0 ? '*' : min === 1 ? '+' : `{${min},}`;
  return `{${min},${max}}`;
}
