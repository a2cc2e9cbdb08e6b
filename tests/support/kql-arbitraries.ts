import fc from 'fast-check';
import type { EcsEvent, JsonValue } from '@/lib/ecs';
import { type KqlNode, kql } from '@/lib/kql';
import { eventId } from './records';

const START = Date.UTC(2026, 2, 1);

/** Texts that SQL patterns, JSON paths, array literals or COPY could take for something else. */
const text = fc.oneof(
  fc.constantFrom('a', 'b', 'A', 'ab', 'a b', 'b a', '', '22', '1.5', 'true', 'null', 'NULL', 'é', 'É', '🔑'),
  fc.constantFrom(
    '%',
    '_',
    'a%',
    '\\',
    '\\\\',
    'a\\',
    '"',
    "'",
    "a'b",
    '*',
    'a*b',
    '?',
    'a\nb',
    'a\tb',
    '\\N',
    '\\.',
  ),
  fc.constantFrom('{a,b}', '{}', ',', '$.a', '@', '<b>', '\u0001', '\u00a0', '\uffee', '\r\n'),
  fc.constantFrom(
    'x'.repeat(1024),
    'x'.repeat(1025),
    '🔑'.repeat(512),
    `${'🔑'.repeat(512)}x`,
    'é'.repeat(1000),
    '字'.repeat(866),
    '字'.repeat(1000),
  ),
);
const number = fc.constantFrom(0, 1, 22, -3, 1.5, 1e21, 1e-7, 0.1, 123456789012);
const json: fc.Arbitrary<JsonValue> = fc.letrec<{ value: JsonValue }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', maxDepth: 3 },
    text,
    number,
    fc.boolean(),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom('a', 'b', 'a b', 'A'), tie('value'), { maxKeys: 3 }),
  ),
})).value;
const object = fc.dictionary(fc.constantFrom('a', 'b', 'items'), json, { maxKeys: 3 });
const instant = fc
  .constantFrom(0, 1, 999, 1000, 3_599_999, 3_600_000, 86_399_999, 86_400_000)
  .map((offset) => new Date(START + offset).toISOString());

const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined, freq: 2 });

const fields = fc.record({
  '@timestamp': instant,
  'user.name': maybe(text),
  'user.email': maybe(text),
  'related.user': maybe(fc.array(text, { maxLength: 3 })),
  'event.category': maybe(fc.array(text, { maxLength: 3 })),
  'source.as.number': maybe(fc.constantFrom(0, 2, 22, 4_294_967_295)),
  'source.ip': maybe(fc.constantFrom('10.0.0.1', '10.0.0.255', '192.168.1.1', '::1', '2600:1f18::7')),
  'aws.cloudtrail.read_only': maybe(fc.boolean()),
  'aws.cloudtrail.console_login.additional_eventdata.mfa_used': maybe(fc.boolean()),
  'aws.cloudtrail.user_identity.session_context.creation_date': maybe(instant),
  'aws.cloudtrail.request_parameters': maybe(text),
  'aws.cloudtrail.additional_eventdata': maybe(text),
  'aws.cloudtrail.flattened.request_parameters': maybe(object),
  'aws.cloudtrail.flattened.additional_eventdata': maybe(object),
  'aws.cloudtrail.resources': maybe(
    fc.array(fc.record({ arn: text }, { requiredKeys: [] }), { maxLength: 3 }),
  ),
});

/** Events with ids of their own that fill every way of storing a field, or leave it out. */
export const manyEvents: fc.Arbitrary<EcsEvent[]> = fc
  .array(fields, { minLength: 40, maxLength: 60 })
  .map((events) =>
    events.map((event, index) => ({
      ...Object.fromEntries(Object.entries(event).filter(([, value]) => value !== undefined)),
      'event.id': eventId(index),
    })),
  );

const P = 'aws.cloudtrail.flattened.request_parameters';
const E = 'aws.cloudtrail.flattened.additional_eventdata';
const field = fc
  .constantFrom(
    ...['user.name', 'user.email', 'related.user', 'event.category', 'source.as.number', 'source.ip'],
    ...[
      'aws.cloudtrail.read_only',
      'aws.cloudtrail.console_login.additional_eventdata.mfa_used',
      '@timestamp',
    ],
    ...['aws.cloudtrail.user_identity.session_context.creation_date', 'aws.cloudtrail.request_parameters'],
    ...[
      'aws.cloudtrail.additional_eventdata',
      'aws.cloudtrail.resources.arn',
      'event.dataset',
      'no.such.field',
    ],
    ...[P, `${P}.a`, `${P}.a.b`, `${P}.items.a`, E, `${E}.a`, `${E}.a.b`],
  )
  .map((name) => kql.field(name));
const pattern = fc
  .constantFrom(['user.', ''], ['', 'user', ''], ['aws.', 'flattened', ''])
  .map((parts) => kql.fieldPattern(parts));
const plain = fc.oneof(
  text,
  number.map(String),
  fc.constantFrom(
    '10.0.0.0/24',
    '10.0.0.1',
    '::/0',
    '2026-03-01',
    '2026-03-01T00',
    '2026-03-02',
    'now',
    'false',
  ),
);
const value = fc.oneof(
  { weight: 3, arbitrary: plain.map((each) => kql.literal(each, true)) },
  {
    weight: 2,
    arbitrary: fc.array(text, { minLength: 2, maxLength: 3 }).map((parts) => kql.wildcard(parts)),
  },
  { weight: 1, arbitrary: fc.constant(kql.wildcard(['', ''])) },
);
const leaf: fc.Arbitrary<KqlNode> = fc.oneof(
  { weight: 6, arbitrary: fc.tuple(field, value).map(([name, each]) => kql.is(name, each)) },
  { weight: 1, arbitrary: fc.tuple(pattern, value).map(([name, each]) => kql.is(name, each)) },
  {
    weight: 2,
    arbitrary: fc
      .tuple(field, fc.constantFrom('gt', 'gte', 'lt', 'lte'), plain)
      .map(([name, operator, each]) => kql.range(name, operator, kql.literal(each, true))),
  },
  { weight: 1, arbitrary: value.map((each) => kql.freeText(each)) },
);

/** Queries over the fields that {@link manyEvents} fill, which therefore match now and then. */
export const query: fc.Arbitrary<KqlNode> = fc.letrec<{ node: KqlNode }>((tie) => {
  const several = fc.array(tie('node'), { minLength: 2, maxLength: 3 });
  return {
    node: fc.oneof(
      { depthSize: 'small', maxDepth: 4 },
      leaf,
      several.map((children) => kql.and(children)),
      several.map((children) => kql.or(children)),
      tie('node').map((child) => kql.not(child)),
    ),
  };
}).node;
