/** DISSECT's patterns: keys between delimiters, each as short as the delimiter behind it allows. */
import { literalSql, PatternError } from './text-regex';

export interface DissectPattern {
  /** A regular expression of PostgreSQL. */
  readonly sql: string;
  readonly captures: ReadonlyArray<{ readonly name: string; readonly groups: readonly number[] }>;
}

const KEY = /%\{([+*&?]?)([^}]*?)(?:\/(\d+))?(->)?\}/g;
const KEYS_MAX = 50;

/**
 * Reads a pattern. The text before the first key has to stand at the very start; what follows the last delimiter is
 * left over. `%{}` and `%{?name}` skip, `%{+name}` appends, `->` skips repeated delimiters. Throws a PatternError.
 */
export function parseDissect(text: string): DissectPattern {
  const keys = [...text.matchAll(KEY)];
  if (keys.length === 0) throw new PatternError('A DISSECT pattern needs at least one key, as %{name}.');
  if (keys.length > KEYS_MAX) throw new PatternError(`A DISSECT pattern has at most ${KEYS_MAX} keys.`);
  const groups = new Map<string, number[]>();
  let sql = `^${literalSql(text.slice(0, keys[0]?.index ?? 0))}`;
  keys.forEach((key, index) => {
    const [whole, modifier = '', name = '', order, padding] = key;
    if (modifier === '*' || modifier === '&' || order !== undefined) {
      throw new PatternError(`The DISSECT key ${whole} is not supported: only names, skips and + are.`);
    }
    const isLast = index === keys.length - 1;
    const delimiter = text.slice(key.index + whole.length, keys[index + 1]?.index);
    if (delimiter === '' && !isLast) throw new PatternError(`There is no delimiter behind ${whole}.`);
    sql += `${delimiter === '' ? '(.*)' : '(.*?)'}`;
    sql += padding && delimiter !== '' ? `(?:${literalSql(delimiter)})+` : literalSql(delimiter);
    if (name !== '' && modifier !== '?') addGroup(groups, name, modifier, index + 1);
  });
  return { sql: `${sql}.*$`, captures: [...groups].map(([name, numbers]) => ({ name, groups: numbers })) };
}

function addGroup(groups: Map<string, number[]>, name: string, modifier: string, group: number): void {
  const known = groups.get(name);
  if (known && modifier !== '+') {
    throw new PatternError(`The DISSECT pattern names ${name} twice: write %{+${name}} to append.`);
  }
  if (known) known.push(group);
  else groups.set(name, [group]);
}
