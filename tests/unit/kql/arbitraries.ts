/** Random queries and events for the property tests. */
import fc from 'fast-check';
import type { EcsEvent } from '../../../lib/ecs';
import { type KqlNode, kql, type Value } from '../../../lib/kql';

/** Text that is hard on escaping: keywords, spaces at the ends, specials, controls, astral characters. */
export const awkwardText: fc.Arbitrary<string> = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        'or',
        'and',
        'not',
        'NOT',
        ' ',
        '  ',
        '\u00a0',
        '\u3000',
        '\t',
        '\n',
        '\\',
        '"',
        '*',
        '?',
      ),
      fc.constantFrom(
        '(',
        ')',
        ':',
        '<',
        '>',
        '{',
        '}',
        'u0041',
        'n',
        'x',
        'null',
        'true',
        '\0',
        '\u007f',
        '🔑',
      ),
      fc.string({ maxLength: 4, unit: 'binary' }),
    ),
    { maxLength: 8 },
  )
  .map((pieces) => pieces.join(''));

const unquotedText = awkwardText.filter((text) => text !== '' && !/^(?:true|false|null)$/.test(text));

export const anyValue: fc.Arbitrary<Value> = fc.oneof(
  awkwardText.map((text) => kql.literal(text, true)),
  unquotedText.map((text) => kql.literal(text, false)),
  fc.array(awkwardText, { minLength: 2, maxLength: 4 }).map((parts) => kql.wildcard(parts)),
  fc.boolean().map((value) => kql.booleanValue(value)),
  fc.constant(kql.nullValue()),
);

const anyField = fc.oneof(
  fc.constantFrom('a', 'user.name', '@timestamp', 'not', 'x-y').map((name) => kql.field(name)),
  awkwardText.map((name) => kql.field(name)),
  fc.array(awkwardText, { minLength: 2, maxLength: 3 }).map((parts) => kql.fieldPattern(parts)),
);

const operator = fc.constantFrom('gt', 'gte', 'lt', 'lte');

/** Every tree that parsing can make, apart from the empty query. */
export const anyNode: fc.Arbitrary<KqlNode> = treeOf(
  fc.oneof(
    fc.tuple(anyField, anyValue).map(([field, value]) => kql.is(field, value)),
    anyField.map((field) => kql.is(field, kql.wildcard(['', '']))),
    fc.tuple(anyField, operator, anyValue).map(([field, symbol, value]) => kql.range(field, symbol, value)),
    anyValue.map((value) => kql.freeText(value)),
  ),
  (child) => fc.tuple(anyField, child).map(([field, node]) => kql.nested(field, node)),
);

const word = fc.constantFrom('a', 'b', 'A', 'ab', 'a b', '22', 'true', '', '%', '_', 'é');

/** Queries over the fields that {@link smallEvent} fills, which therefore match now and then. */
export const smallNode: fc.Arbitrary<KqlNode> = treeOf(
  fc
    .tuple(
      fc.constantFrom(
        'user.name',
        'related.user',
        'aws.cloudtrail.flattened.request_parameters.a.b',
        'aws.cloudtrail.flattened.request_parameters',
        'source.as.number',
        'aws.cloudtrail.read_only',
        'event.dataset',
        'no.such.field',
      ),
      fc.oneof(
        word.map((text) => kql.literal(text)),
        fc.array(word, { minLength: 2, maxLength: 3 }).map((parts) => kql.wildcard(parts)),
      ),
    )
    .map(([name, value]) => kql.is(kql.field(name), value)),
);

const optional = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });

export const smallEvent: fc.Arbitrary<EcsEvent> = fc
  .record({
    'user.name': optional(word),
    'related.user': optional(fc.array(word, { maxLength: 3 })),
    'source.as.number': optional(fc.constantFrom(2, 22)),
    'aws.cloudtrail.read_only': optional(fc.boolean()),
    'aws.cloudtrail.flattened.request_parameters': optional(
      fc.dictionary(
        fc.constantFrom('a', 'b'),
        fc.oneof(word, fc.dictionary(fc.constantFrom('a', 'b'), word)),
      ),
    ),
  })
  .map((event) => Object.fromEntries(Object.entries(event).filter(([, value]) => value !== undefined)));

function treeOf(
  leaf: fc.Arbitrary<KqlNode>,
  wrap?: (child: fc.Arbitrary<KqlNode>) => fc.Arbitrary<KqlNode>,
): fc.Arbitrary<KqlNode> {
  return fc.letrec<{ node: KqlNode }>((tie) => {
    const several = fc.array(tie('node'), { minLength: 2, maxLength: 4 });
    return {
      node: fc.oneof(
        { depthSize: 'small', withCrossShrink: true },
        leaf,
        several.map((children) => kql.and(children)),
        several.map((children) => kql.or(children)),
        tie('node').map((child) => kql.not(child)),
        ...(wrap ? [wrap(tie('node'))] : []),
      ),
    };
  }).node;
}
