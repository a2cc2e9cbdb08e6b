import { FIELDS, resolveField } from '../ecs/fields';
import { type KqlToken, tokenizeKql } from './tokens';

/** What can be typed at a place in a query, and the text it would replace. */
export interface KqlCompletion {
  readonly kind: 'field' | 'operator' | 'value' | 'conjunction';
  /** The field the value or the operator is for. */
  readonly field: string | null;
  /** What stands between `start` and the cursor, an opening quotation mark left out. */
  readonly prefix: string;
  readonly start: number;
  readonly end: number;
  /** Known answers; values other than true and false have to come from the data. */
  readonly options: readonly string[];
}

/** Completion at `cursor`, looking only at the text in front of it. */
export function completeKql(text: string, cursor: number): KqlCompletion {
  const before = text.slice(0, cursor);
  const last = tokenizeKql(before).at(-1);
  const gap = { start: cursor, end: cursor, prefix: '' };
  if (!last) return fieldCompletion(gap);
  const touching = last.end === cursor || isUnclosedQuote(before, last);
  switch (last.kind) {
    case 'field':
    case 'value':
      if (touching) return literalCompletion(before, last);
      // Behind `user.name ` an operator is missing; behind a value or free text, a conjunction.
      return last.field === null && isField(before.slice(last.start, last.end))
        ? operatorCompletion(before.slice(last.start, last.end), gap)
        : { kind: 'conjunction', field: null, ...gap, options: ['and', 'or'] };
    case 'operator':
    case 'keyword':
      return last.field === null ? fieldCompletion(gap) : valueCompletion(last.field, gap);
    case 'bracket':
      if (before[last.start] === ')' || before[last.start] === '}') {
        return { kind: 'conjunction', field: null, ...gap, options: ['and', 'or'] };
      }
      return last.field === null ? fieldCompletion(gap) : valueCompletion(last.field, gap);
    default:
      return last.kind satisfies never;
  }
}

interface Place {
  readonly start: number;
  readonly end: number;
  readonly prefix: string;
}

function literalCompletion(before: string, token: KqlToken): KqlCompletion {
  const raw = before.slice(token.start);
  const place = { start: token.start, end: before.length, prefix: raw.replace(/^"|"$/g, '') };
  return token.field === null ? fieldCompletion(place) : valueCompletion(token.field, place);
}

/** Names that hold the prefix: those that start with it first, then those where a part starts with it. */
function fieldCompletion(place: Place): KqlCompletion {
  const wanted = place.prefix.toLowerCase();
  const rank = (name: string) => {
    if (name.startsWith(wanted)) return 0;
    return name.includes(`.${wanted}`) ? 1 : 2;
  };
  const options = [...FIELDS.keys()]
    .filter((name) => name.includes(wanted))
    .sort((left, right) => rank(left) - rank(right));
  return { kind: 'field', field: null, ...place, options };
}

function operatorCompletion(name: string, place: Place): KqlCompletion {
  const type = resolveField(name)?.field.type;
  const isOrdered = type === 'date' || type === 'long' || type === 'ip';
  const options = isOrdered ? [':', '>=', '>', '<=', '<'] : [':'];
  return { kind: 'operator', field: name, ...place, options };
}

function valueCompletion(name: string, place: Place): KqlCompletion {
  const isBoolean = resolveField(name)?.field.type === 'boolean';
  const options = isBoolean ? ['true', 'false'].filter((value) => value.startsWith(place.prefix)) : [];
  return { kind: 'value', field: name, ...place, options };
}

function isField(name: string): boolean {
  return resolveField(name) !== null;
}

function isUnclosedQuote(before: string, token: KqlToken): boolean {
  return before[token.start] === '"' && token.end === before.length;
}
