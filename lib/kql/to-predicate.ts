import type { EcsEvent, ResolvedField } from '../ecs';
import { compareAddresses, contains, parseAddress } from './addresses';
import type { KqlNode, RangeOperator } from './ast';
import type { Condition } from './condition';
import { matchesGlob } from './glob';
import { type Scalar, scalarText, valuesOf } from './leaves';
import { type Clock, type PairPlan, type Plan, planQuery } from './plan';
import { compareCodePoints, lowerAscii, matchesParts } from './text';

export type Predicate = (event: EcsEvent) => boolean;

/**
 * Compiles a query to a function over one event, with the meaning it has in Elasticsearch on the fields'
 * mapped types:
 *
 * - a clause is true when any value of the field satisfies it; `not` is pure negation, so it holds for events
 *   without the field;
 * - keyword and flattened values compare as text, case-sensitively; numbers, dates, booleans and addresses by
 *   their type; a value above the field's length limit does not exist;
 * - a wildcard on a flattened sub-key looks at that key only, where Elasticsearch looks at every key by mistake;
 * - an unknown field, a nested group or a value that does not fit its field matches nothing;
 * - a value without a field is looked for inside the fields of `free-text.ts`.
 *
 * `clock` decides what `now` means; it is read once, here.
 */
export function toPredicate(node: KqlNode, options: { readonly clock?: Clock } = {}): Predicate {
  return planToPredicate(planQuery(node, options.clock));
}

/** The same for a query of any language that is already planned. */
export function planToPredicate(plan: Plan): Predicate {
  switch (plan.kind) {
    case 'constant':
      return () => plan.value;
    case 'and': {
      const children = plan.children.map(planToPredicate);
      return (event) => children.every((child) => child(event));
    }
    case 'or': {
      const children = plan.children.map(planToPredicate);
      return (event) => children.some((child) => child(event));
    }
    case 'not': {
      const child = planToPredicate(plan.child);
      return (event) => !child(event);
    }
    case 'pair':
      return compilePair(plan);
    case 'test':
      return compileTest(plan.target, plan.condition);
    default:
      return plan satisfies never;
  }
}

function compilePair({ left, relation, right, ignoreCase }: PairPlan): Predicate {
  const texts = (event: EcsEvent, { field, subPath }: ResolvedField) => {
    const { storage } = field;
    // An event need not carry what is the same on all of them.
    const values = storage.kind === 'constant' ? [storage.value] : valuesOf(event, { field, subPath });
    return values.map(scalarText).map((text) => (ignoreCase ? lowerAscii(text) : text));
  };
  const holds = RELATIONS[relation];
  return (event) => {
    const needles = texts(event, right);
    return texts(event, left).some((text) => needles.some((needle) => holds(text, needle)));
  };
}

const RELATIONS: Readonly<Record<PairPlan['relation'], (text: string, needle: string) => boolean>> = {
  contains: (text, needle) => text.includes(needle),
  'starts-with': (text, needle) => text.startsWith(needle),
  'ends-with': (text, needle) => text.endsWith(needle),
};

function compileTest(target: ResolvedField, condition: Condition): Predicate {
  const satisfies = compileCondition(condition);
  return (event) => valuesOf(event, target).some(satisfies);
}

function compileCondition(condition: Condition): (value: Scalar) => boolean {
  switch (condition.kind) {
    case 'exists':
      return () => true;
    case 'one-of': {
      const texts = new Set(condition.texts);
      return (value) => texts.has(scalarText(value));
    }
    case 'pattern':
      return (value) => {
        const text = scalarText(value);
        return condition.patterns.some((parts) => matchesParts(text, parts));
      };
    case 'contains': {
      const parts = ['', ...condition.parts, ''];
      return (value) => matchesParts(lowerAscii(scalarText(value)), parts);
    }
    case 'text-range':
      return (value) => holds(condition.operator, compareCodePoints(scalarText(value), condition.bound));
    case 'long':
      return (value) =>
        typeof value === 'number' &&
        (condition.from === null || value >= condition.from) &&
        (condition.to === null || value <= condition.to);
    case 'boolean':
      return (value) => value === condition.value;
    case 'date':
      return (value) => {
        const at = typeof value === 'string' ? Date.parse(value) : Number.NaN;
        return (
          (condition.from === null || at >= condition.from) &&
          (condition.before === null || at < condition.before)
        );
      };
    case 'network':
      return (value) => {
        const address = typeof value === 'string' ? parseAddress(value) : null;
        return address !== null && contains(condition.network, address);
      };
    case 'address-range':
      return (value) => {
        const address = typeof value === 'string' ? parseAddress(value) : null;
        return address !== null && holds(condition.operator, compareAddresses(address, condition.address));
      };
    case 'glob': {
      const { globs, ignoreCase } = condition;
      return (value) => globs.some((glob) => matchesGlob(scalarText(value), glob, ignoreCase));
    }
    case 'regex':
      return (value) => condition.matches(scalarText(value));
    case 'text-length':
      return (value) => {
        const { length } = scalarText(value);
        return (
          (condition.from === null || length >= condition.from) &&
          (condition.to === null || length <= condition.to)
        );
      };
    default:
      return condition satisfies never;
  }
}

function holds(operator: RangeOperator, order: number): boolean {
  switch (operator) {
    case 'gt':
      return order > 0;
    case 'gte':
      return order >= 0;
    case 'lt':
      return order < 0;
    case 'lte':
      return order <= 0;
    default:
      return operator satisfies never;
  }
}
