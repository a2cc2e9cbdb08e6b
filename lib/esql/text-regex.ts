/**
 * Regular expressions of GROK and REPLACE, as PostgreSQL writes them.
 *
 * Elasticsearch searches them with a backtracking engine. PostgreSQL's looks for the longest or shortest match and
 * never backtracks for ever; the two agree where alternatives do not begin alike. What PostgreSQL lacks is refused.
 */

/** Something PostgreSQL has no equivalent for, or no regular expression at all; the message is a sentence. */
export class PatternError extends Error {
  override readonly name = 'PatternError';
}

export interface TextRegex {
  readonly sql: string;
  /** Names of the capturing groups, in order. */
  readonly groups: readonly string[];
  /** It has an alternative outside all groups, so that it cannot stand beside something else as it is. */
  readonly hasAlternatives: boolean;
}

interface Options {
  /** Plain groups are captured, under their number, for `$1` in a replacement. */
  readonly capturesPlain: boolean;
}

const REPEAT_MAX = 255;
/** Escapes that mean the same, or that PostgreSQL calls otherwise. `.` and \h stand as classes. */
const ESCAPES: Readonly<Record<string, string>> = {
  d: '[0-9]',
  D: '[^0-9]',
  w: '[0-9A-Za-z_]',
  W: '[^0-9A-Za-z_]',
  s: '[ \\t\\n\\v\\f\\r]',
  S: '[^ \\t\\n\\v\\f\\r]',
  h: '[0-9A-Fa-f]',
  H: '[^0-9A-Fa-f]',
  b: '\\y',
  B: '\\Y',
  A: '\\A',
  z: '\\Z',
  Z: '\\Z',
  n: '\\n',
  t: '\\t',
  r: '\\r',
  f: '\\f',
};
const CLASS_ESCAPES: Readonly<Record<string, string>> = {
  d: '0-9',
  w: '0-9A-Za-z_',
  s: ' \\t\\n\\v\\f\\r',
  h: '0-9A-Fa-f',
  n: '\\n',
  t: '\\t',
  r: '\\r',
  f: '\\f',
};
const GROUP = /\((?:\?(?:<([A-Za-z_@][\w.@-]*)>|(:|=|!|<=|<!)))?/y;
const QUANTIFIER = /([*+?]|\{(\d*)(?:(,)(\d*))?\})([?+]?)/y;

/** Translates an expression. Throws a PatternError. */
export function textRegex(text: string, options: Options = { capturesPlain: false }): TextRegex {
  const groups: string[] = [];
  const open: string[] = [];
  let sql = '';
  let at = 0;
  /** Whether something stands before that a quantifier can repeat. */
  let repeatable = false;
  let hasAlternatives = false;
  while (at < text.length) {
    const char = [...text.slice(at, at + 2)][0] ?? '';
    const quantifier = repeatable ? quantifierAt(text, at) : null;
    if (quantifier) {
      sql += quantifier.sql;
      at += quantifier.length;
      repeatable = false;
    } else if (char === '(') {
      const group = groupAt(text, at);
      const isCaptured = group.name !== null || (options.capturesPlain && group.sql === '(?:');
      if (isCaptured) groups.push(group.name ?? String(groups.length + 1));
      sql += isCaptured ? '(' : group.sql;
      open.push(group.sql);
      at += group.length;
      repeatable = false;
    } else if (char === ')') {
      const opened = open.pop();
      if (opened === undefined) throw new PatternError('A ) in the pattern closes nothing: write \\).');
      sql += ')';
      at += 1;
      repeatable = opened === '(?:';
    } else if (char === '[') {
      const set = classAt(text, at);
      sql += set.sql;
      at += set.length;
      repeatable = true;
    } else {
      const plain = char === '\\' ? text.slice(at, at + 2) : char;
      const atom = atomSql(plain);
      if (plain === '|' && open.length === 0) hasAlternatives = true;
      sql += atom.sql;
      at += plain.length;
      repeatable = atom.repeatable;
    }
  }
  if (open.length > 0) throw new PatternError('A ( in the pattern is never closed.');
  return { sql, groups, hasAlternatives };
}

function atomSql(atom: string): { sql: string; repeatable: boolean } {
  switch (atom) {
    case '.':
      return { sql: '[^\\n]', repeatable: true };
    case '|':
      return { sql: '|', repeatable: false };
    case '^':
      return { sql: '(?:^|(?<=\\n))', repeatable: false };
    case '$':
      return { sql: '(?:$|(?=\\n))', repeatable: false };
    case '*':
    case '+':
    case '?':
      throw new PatternError(`A ${atom} in the pattern repeats nothing: write \\${atom} for the character.`);
    case '\\':
      throw new PatternError('The pattern ends with a backslash.');
    default:
      return atom.startsWith('\\') ? escapeSql(atom.slice(1)) : { sql: literalSql(atom), repeatable: true };
  }
}

function escapeSql(escaped: string): { sql: string; repeatable: boolean } {
  const known = ESCAPES[escaped];
  if (known !== undefined) return { sql: known, repeatable: !'bBAzZ'.includes(escaped) };
  if (/[0-9A-Za-z]/.test(escaped)) {
    throw new PatternError(`\\${escaped} in a pattern has no equivalent here.`);
  }
  return { sql: literalSql(escaped), repeatable: true };
}

/** A text that stands for itself: ASCII signs are written by their code. */
export function literalSql(text: string): string {
  return text.replace(
    /[^0-9A-Za-z\u0080-\uffff]/g,
    (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

function quantifierAt(text: string, at: number): { sql: string; length: number } | null {
  QUANTIFIER.lastIndex = at;
  const match = QUANTIFIER.exec(text);
  if (!match) return null;
  const [whole, repeat = '', min, comma, max, mode] = match;
  if (mode === '+') throw new PatternError(`The possessive ${whole} in the pattern has no equivalent here.`);
  // Onigmo reads {,n} as {0,n} and a lone {} or {,} as text.
  if (min === '' && !max) return null;
  if (Math.max(Number(min ?? 0), Number(max ?? 0)) > REPEAT_MAX) {
    throw new PatternError(`A repetition in the pattern goes beyond ${REPEAT_MAX} times.`);
  }
  if (max && Number(max) < Number(min)) throw new PatternError(`The repetition ${whole} runs backwards.`);
  const sql = min === undefined ? repeat : `{${min || 0}${comma ?? ''}${max ?? ''}}`;
  return { sql: sql + (mode ?? ''), length: whole.length };
}

function groupAt(text: string, at: number): { sql: string; name: string | null; length: number } {
  GROUP.lastIndex = at;
  const match = GROUP.exec(text);
  const length = match?.[0].length ?? 1;
  const name = match?.[1] ?? null;
  const mark = match?.[2];
  if (!match || (length === 1 && text[at + 1] === '?')) {
    throw new PatternError(`The group ${text.slice(at, at + 5)}… in the pattern has no equivalent here.`);
  }
  return { sql: mark === undefined ? '(?:' : `(?${mark}`, name, length };
}

/** `[…]`, without sets inside sets. A `]` at the start is itself. */
function classAt(text: string, start: number): { sql: string; length: number } {
  let at = start + 1;
  let sql = '[';
  if (text[at] === '^') {
    sql += '^';
    at += 1;
  }
  const first = at;
  for (; at < text.length; at += 1) {
    const char = text[at] ?? '';
    if (char === ']' && at > first) return { sql: `${sql}]`, length: at + 1 - start };
    if (char === '[') {
      const posix = /^\[:(?:alpha|digit|alnum|upper|lower|space|punct|xdigit):\]/.exec(text.slice(at));
      if (!posix) throw new PatternError('A [ inside [ ] in the pattern is not supported: write \\[.');
      sql += posix[0];
      at += posix[0].length - 1;
    } else if (char === '&' && text[at + 1] === '&') {
      throw new PatternError('&& inside [ ] in the pattern is not supported: write \\&.');
    } else if (char === '\\') {
      at += 1;
      const escaped = text[at] ?? '';
      const known = CLASS_ESCAPES[escaped];
      if (known === undefined && /^(?:[0-9A-Za-z]|)$/.test(escaped)) {
        throw new PatternError(`\\${escaped} inside [ ] in the pattern has no equivalent here.`);
      }
      sql += known ?? literalSql(escaped);
    } else if (char === '-' && at > first && text[at + 1] !== ']') {
      sql += '-';
    } else {
      sql += literalSql(char);
    }
  }
  throw new PatternError('A [ in the pattern is never closed.');
}
