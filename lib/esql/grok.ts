/** GROK's patterns: regular expressions with `(?<name>…)` and `%{PATTERN:name:type}`. */
import type { ConvertTarget } from './plan';
import { PatternError, textRegex } from './text-regex';

export interface GrokCapture {
  readonly name: string;
  readonly type: Exclude<ConvertTarget, 'date' | 'ip'>;
  /** Number of the regular expression's group, from 1. */
  readonly group: number;
}

export interface GrokPattern {
  readonly sql: string;
  readonly captures: readonly GrokCapture[];
}

/** Longest pattern; the largest of Elastic's own is a few hundred characters. */
const LENGTH_MAX = 4000;
const REFERENCE = /%\{(\w+)(?::([\w.@[\]-]+))?(?::(\w+))?\}/g;
const IPV4 = '(?:(?:25[0-5]|2[0-4][0-9]|1?[0-9]?[0-9])[.]){3}(?:25[0-5]|2[0-4][0-9]|1?[0-9]?[0-9])';
const IPV6 = '(?:[0-9A-Fa-f]{0,4}:){2,7}(?:[0-9A-Fa-f]{0,4}|(?:[0-9]{1,3}[.]){3}[0-9]{1,3})';

/** The named patterns that are about values found in a trail; written from what they mean. */
const PATTERNS: Readonly<Record<string, string>> = {
  DATA: '.*?',
  GREEDYDATA: '.*',
  NOTSPACE: '\\S+',
  SPACE: '\\s*',
  WORD: '\\b\\w+\\b',
  INT: '[+-]?[0-9]+',
  POSINT: '\\b[1-9][0-9]*\\b',
  NONNEGINT: '\\b[0-9]+\\b',
  NUMBER: '[+-]?(?:[0-9]+(?:\\.[0-9]+)?|\\.[0-9]+)',
  BASE10NUM: '[+-]?(?:[0-9]+(?:\\.[0-9]+)?|\\.[0-9]+)',
  BASE16NUM: '[+-]?(?:0x)?[0-9A-Fa-f]+',
  USERNAME: '[a-zA-Z0-9._-]+',
  USER: '[a-zA-Z0-9._-]+',
  EMAILLOCALPART: "[a-zA-Z0-9!#$%\\&'*+/=?^_`{|}~.-]{1,64}",
  EMAILADDRESS: "[a-zA-Z0-9!#$%\\&'*+/=?^_`{|}~.-]{1,64}@[0-9A-Za-z][0-9A-Za-z.-]{0,253}",
  HOSTNAME: '\\b[0-9A-Za-z][0-9A-Za-z-]{0,62}(?:\\.[0-9A-Za-z][0-9A-Za-z-]{0,62})*\\.?',
  IPV4: `(?<![0-9])${IPV4}(?![0-9])`,
  IPV6,
  IP: `(?:${IPV6}|(?<![0-9])${IPV4}(?![0-9]))`,
  IPORHOST: `(?:${IPV6}|(?<![0-9])${IPV4}(?![0-9])|\\b[0-9A-Za-z][0-9A-Za-z-]{0,62}(?:\\.[0-9A-Za-z][0-9A-Za-z-]{0,62})*\\.?)`,
  UUID: '[A-Fa-f0-9]{8}-(?:[A-Fa-f0-9]{4}-){3}[A-Fa-f0-9]{12}',
  QUOTEDSTRING: '(?:"(?:[^"\\\\]|\\\\.)*"|\'(?:[^\'\\\\]|\\\\.)*\')',
  URIPATH: "(?:/[A-Za-z0-9$.+!*'(){},~:;=@#%\\&_-]*)+",
};

const TYPES: Readonly<Record<string, GrokCapture['type']>> = {
  int: 'integer',
  long: 'long',
  double: 'double',
  float: 'double',
  boolean: 'boolean',
  string: 'keyword',
};

/**
 * Reads a pattern. It is searched for, not anchored, and captures as the first match does. Throws a PatternError.
 *
 * The rest of the text is part of the translated expression: PostgreSQL then has to choose each part's length by
 * that part's own greed, as a backtracking engine does, instead of by the greed of the whole.
 */
export function parseGrok(text: string): GrokPattern {
  if (text.length > LENGTH_MAX)
    throw new PatternError(`The pattern is longer than ${LENGTH_MAX} characters.`);
  const types = new Map<string, GrokCapture['type']>();
  const expanded = text.replace(REFERENCE, (_, pattern: string, name?: string, type?: string) => {
    const regex = Object.hasOwn(PATTERNS, pattern) ? PATTERNS[pattern] : undefined;
    if (regex === undefined) throw new PatternError(`The GROK pattern %{${pattern}} is not known here.`);
    if (name === undefined) return `(?:${regex})`;
    const read = TYPES[type ?? 'string'];
    if (read === undefined)
      throw new PatternError(`GROK has no type ${type}: use int, long, double or boolean.`);
    types.set(name, read);
    return `(?<${name}>${regex})`;
  });
  if (/%\{/.test(expanded)) throw new PatternError('A %{…} in the pattern is not well formed.');
  const { sql, groups, hasAlternatives } = textRegex(expanded);
  const twice = groups.find((name, index) => groups.indexOf(name) !== index);
  if (twice !== undefined) throw new PatternError(`The pattern captures ${twice} twice: use two names.`);
  return {
    // A group would have one greed for all that is in it, so only alternatives get one.
    sql: `${hasAlternatives ? `(?:${sql})` : sql}(?:.*)$`,
    captures: groups.map((name, index) => ({ name, type: types.get(name) ?? 'keyword', group: index + 1 })),
  };
}
