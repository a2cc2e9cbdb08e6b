/** What one clause asks, once its values have been read as the field's type, and what is wrong with it. */
import type { ResolvedField } from '../ecs';
import { kql } from '../kql';
import { parseNetwork } from '../kql/addresses';
import { type Condition, type Reading, readCondition } from '../kql/condition';
import { type Glob, matchesGlob } from '../kql/glob';
import { anyOf, NEVER, type Plan, targetsOf, test } from '../kql/plan';
import { parseRegex } from '../kql/regex';
import { matchesRegex } from '../kql/regex-match';
import { regexToSql } from '../kql/regex-sql';
import { isUnstorable } from '../kql/text';
import type { EqlLeaf, FieldRef, FunctionName, Literal, Span } from './ast';
import { likeGlob, plainGlob, prefixGlob, wildcardGlob } from './globs';

export interface Fault {
  readonly severity: 'error' | 'warning';
  readonly message: string;
  readonly span: Span;
}

/** A clause that has a fault of severity `error` matches nothing. */
export interface Clause {
  readonly plan: Plan;
  readonly faults: readonly Fault[];
}

const RELATIONS = {
  stringContains: 'contains',
  startsWith: 'starts-with',
  endsWith: 'ends-with',
} as const satisfies Record<FunctionName, string>;

/** The field a name means, or null when the registry does not know it. */
export function resolveRef({ name, span }: FieldRef): ResolvedField | null {
  return targetsOf(kql.field(name, span))[0] ?? null;
}

/** Reads a clause; one on an unknown field matches nothing. `nowMs` is what `now` means in dates. */
export function readClause(leaf: EqlLeaf, nowMs: number): Clause {
  const target = resolveRef(leaf.field);
  if (!target) return { plan: NEVER, faults: [] };
  switch (leaf.kind) {
    case 'equals':
      return readValue(target, leaf.field, leaf.value, (value) => equals(target, leaf.field, value, nowMs));
    case 'range':
      return readValue(target, leaf.field, leaf.value, (value) =>
        readCondition(
          target,
          {
            kind: 'range',
            field: kql.field(leaf.field.name),
            operator: leaf.operator,
            value: kql.literal(value.text),
            span: leaf.span,
          },
          nowMs,
        ),
      );
    case 'in':
      return leaf.ignoreCase
        ? readPatterns(target, leaf.field, 'in~', leaf.values, plainGlob, true)
        : either(
            leaf.values.map((value) =>
              readValue(target, leaf.field, value, (each) => equals(target, leaf.field, each, nowMs)),
            ),
          );
    case 'patterns': {
      const ignoreCase = leaf.operator === ':' || leaf.operator.endsWith('~');
      return readPatterns(target, leaf.field, leaf.operator, leaf.patterns, likeGlob, ignoreCase);
    }
    case 'regex':
      return readRegexes(target, leaf);
    case 'call':
      return readPatterns(target, leaf.field, leaf.name, [leaf.needle], callGlob(leaf.name), leaf.ignoreCase);
    case 'call-fields':
      return readPair(target, leaf);
    case 'cidr':
      return readNetworks(target, leaf);
    case 'length':
      return readLength(target, leaf);
    case 'exists':
      return fromReading(target, readCondition(target, existsLeaf(leaf.field), nowMs), leaf.span);
    case 'flag':
      if (target.field.type !== 'boolean') {
        return fault(leaf.span, `${leaf.field.name} is no condition by itself: compare it with a value.`);
      }
      return { plan: test(target, { kind: 'boolean', value: true }), faults: [] };
    default:
      return leaf satisfies never;
  }
}

/** Whether the field is there: what a script needs before it can be false. */
export function presence(field: FieldRef): Plan {
  const target = resolveRef(field);
  return target ? test(target, readCondition(target, existsLeaf(field), 0).condition) : NEVER;
}

function existsLeaf(field: FieldRef) {
  return { kind: 'exists', field: kql.field(field.name), span: field.span } as const;
}

function equals(target: ResolvedField, field: FieldRef, value: Literal, nowMs: number): Reading {
  const leaf = {
    kind: 'is',
    field: kql.field(field.name),
    value: kql.literal(value.text),
    span: value.span,
  } as const;
  return readCondition(target, leaf, nowMs);
}

/** Checks that a value is written as its field's type wants it, which is stricter than KQL. */
function readValue(
  target: ResolvedField,
  field: FieldRef,
  value: Literal,
  read: (value: Literal) => Reading,
): Clause {
  const wanted = writtenAs(target);
  if (wanted !== null && wanted !== value.kind) {
    return fault(
      value.span,
      `${field.name} is compared with ${WRITTEN[wanted]}, and this is ${WRITTEN[value.kind]}.`,
    );
  }
  return fromReading(target, read(value), value.span);
}

const WRITTEN: Readonly<Record<Literal['kind'], string>> = {
  text: 'a text in "quotes"',
  number: 'a number without quotes',
  boolean: 'true or false without quotes',
};

/** How a value for the field is written; null when any way will do. */
function writtenAs({ field }: ResolvedField): Literal['kind'] | null {
  switch (field.type) {
    case 'keyword':
    case 'constant_keyword':
    case 'ip':
    case 'date':
      return 'text';
    case 'long':
      return 'number';
    case 'boolean':
      return 'boolean';
    case 'flattened':
    case 'geo_point':
      return null;
    default:
      return field.type satisfies never;
  }
}

function fromReading(target: ResolvedField, reading: Reading, span: Span): Clause {
  if (reading.error !== undefined) return fault(span, reading.error);
  const warning: readonly Fault[] =
    reading.warning === undefined ? [] : [{ severity: 'warning', message: reading.warning, span }];
  return { plan: test(target, reading.condition), faults: warning };
}

/** Clauses of which one is enough. */
function either(clauses: readonly Clause[]): Clause {
  return { plan: anyOf(clauses.map(({ plan }) => plan)), faults: clauses.flatMap(({ faults }) => faults) };
}

function readPatterns(
  target: ResolvedField,
  field: FieldRef,
  what: string,
  patterns: readonly Literal[],
  toGlob: (text: string) => Glob,
  ignoreCase: boolean,
): Clause {
  const wrong = requireText(target, field, what) ?? requireTexts(what, patterns);
  if (wrong) return wrong;
  // No stored text can hold what such a pattern asks for, and no statement can carry it.
  const globs = patterns.filter(({ text }) => !isUnstorable(text)).map(({ text }) => toGlob(text));
  return {
    plan: textTest(target, { kind: 'glob', globs, ignoreCase }, (text) =>
      globs.some((glob) => matchesGlob(text, glob, ignoreCase)),
    ),
    faults: [],
  };
}

function callGlob(name: FunctionName): (text: string) => Glob {
  switch (name) {
    case 'stringContains':
      return (text) => wildcardGlob(`*${text}*`);
    case 'endsWith':
      return (text) => wildcardGlob(`*${text}`);
    case 'startsWith':
      return prefixGlob;
    default:
      return name satisfies never;
  }
}

function readRegexes(target: ResolvedField, leaf: Extract<EqlLeaf, { kind: 'regex' }>): Clause {
  const wrong = requireText(target, leaf.field, 'regex') ?? requireTexts('regex', leaf.patterns);
  if (wrong) return wrong;
  return either(
    leaf.patterns.map(({ text, span }): Clause => {
      if (isUnstorable(text)) return { plan: NEVER, faults: [] };
      const regex = parseRegex(text, leaf.ignoreCase);
      if ('error' in regex) return fault(span, regex.error);
      const matches = (value: string) => matchesRegex(regex, value);
      const plan = textTest(target, { kind: 'regex', sql: regexToSql(regex), matches }, matches);
      return { plan, faults: anchorWarning(text, span) };
    }),
  );
}

function anchorWarning(text: string, span: Span): readonly Fault[] {
  if (!text.startsWith('^') && !/(?:^|[^\\])\$$/.test(text)) return [];
  const message = 'A regular expression of EQL is about the whole value: ^ and $ are plain characters in it.';
  return [{ severity: 'warning', message, span }];
}

function readPair(target: ResolvedField, leaf: Extract<EqlLeaf, { kind: 'call-fields' }>): Clause {
  const right = resolveRef(leaf.needle);
  if (!right) return { plan: NEVER, faults: [] };
  const wrong = requireText(target, leaf.field, leaf.name) ?? requireText(right, leaf.needle, leaf.name);
  if (wrong) return wrong;
  const { ignoreCase } = leaf;
  return {
    plan: { kind: 'pair', left: target, relation: RELATIONS[leaf.name], right, ignoreCase },
    faults: [],
  };
}

function readNetworks(target: ResolvedField, leaf: Extract<EqlLeaf, { kind: 'cidr' }>): Clause {
  const { field } = leaf;
  if (target.field.type !== 'ip') {
    return fault(field.span, `cidrMatch needs a field that holds IP addresses, and ${field.name} does not.`);
  }
  return either(
    leaf.networks.map(({ kind, text, span }): Clause => {
      const network = kind === 'text' ? parseNetwork(text) : null;
      if (!network) return fault(span, 'cidrMatch needs networks such as "10.0.0.0/8".');
      return { plan: test(target, { kind: 'network', network, text }), faults: [] };
    }),
  );
}

function readLength(target: ResolvedField, leaf: Extract<EqlLeaf, { kind: 'length' }>): Clause {
  const wrong = requireText(target, leaf.field, 'length');
  if (wrong) return wrong;
  const { operator, value } = leaf;
  if (value.kind !== 'number' || !/^-?\d{1,9}$/.test(value.text)) {
    return fault(value.span, 'A length is compared with a whole number below a thousand million.');
  }
  const [from, to] = lengthRange(operator, Number(value.text));
  const within = ({ length }: string) => (from === null || length >= from) && (to === null || length <= to);
  return { plan: textTest(target, { kind: 'text-length', from, to }, within), faults: [] };
}

function lengthRange(
  operator: Extract<EqlLeaf, { kind: 'length' }>['operator'],
  length: number,
): readonly [from: number | null, to: number | null] {
  switch (operator) {
    case null:
      return [length, length];
    case 'gt':
      return [length + 1, null];
    case 'gte':
      return [length, null];
    case 'lt':
      return [null, length - 1];
    case 'lte':
      return [null, length];
    default:
      return operator satisfies never;
  }
}

/** A test of a text, answered at once for a field that is the same on every event. */
function textTest(target: ResolvedField, condition: Condition, holds: (text: string) => boolean): Plan {
  const { storage } = target.field;
  return test(target, storage.kind === 'constant' ? holds(storage.value) : condition);
}

function requireText({ field }: ResolvedField, { name, span }: FieldRef, what: string): Clause | null {
  const { type } = field;
  if (type === 'keyword' || type === 'constant_keyword' || type === 'flattened') return null;
  return fault(span, `${what} looks into text, and ${name} is of type ${type}: compare it by ==, < or >.`);
}

function requireTexts(what: string, values: readonly Literal[]): Clause | null {
  const wrong = values.find(({ kind }) => kind !== 'text');
  return wrong
    ? fault(wrong.span, `${what} needs a text: put the value in "quotes", or write == instead.`)
    : null;
}

function fault(span: Span, message: string): Clause {
  return { plan: NEVER, faults: [{ severity: 'error', message, span }] };
}
