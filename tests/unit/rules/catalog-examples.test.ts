import { describe, expect, test } from 'vitest';
import { NO_ENRICH, parseRecordText, toEcs } from '@/lib/cloudtrail';
import type { EcsEvent, JsonObject } from '@/lib/ecs';
import { type Predicate, parseKql, toPredicate } from '@/lib/kql';
import { EXAMPLES } from '@/lib/rules/catalog/examples';
import type { EvaluableRule } from '@/lib/rules/definition';
import { evaluableRules, loadCatalog } from '@/lib/rules/load-catalog';
import { parseLookbackMs } from '@/lib/time';

const catalog = await loadCatalog();
const cases = catalog.flatMap(({ slug, definition }) => {
  const examples = EXAMPLES[slug];
  return definition.evaluable && examples ? [{ slug, rule: definition, examples }] : [];
});

function ecs(record: JsonObject): EcsEvent {
  const parsed = parseRecordText(JSON.stringify(record));
  if (!parsed.ok) throw new Error(parsed.reason);
  return toEcs(parsed.record, NO_ENRICH);
}

function predicateOf(rule: EvaluableRule): Predicate {
  const parsed = parseKql(rule.query);
  if (!parsed.ok) throw new Error(parsed.message);
  return toPredicate(parsed.ast);
}

/** One string per tuple field, or null when the event lacks one. Array fields are not needed by these examples. */
function tupleOf(rule: EvaluableRule, event: EcsEvent): string | null {
  const nested: Readonly<Record<string, unknown>> = event;
  const values = rule.newTerms.fields.map((field) => {
    if (field in nested) return nested[field];
    const parent = Object.keys(nested).find((name) => field.startsWith(`${name}.`)) ?? '';
    return (nested[parent] as JsonObject | undefined)?.[field.slice(parent.length + 1)];
  });
  return values.every((value) => typeof value === 'string') ? values.join('\n') : null;
}

/** The definition of new terms, word for word and slow: an event alerts when no other of its tuple is in the window before it. */
function alertsOf(rule: EvaluableRule, records: readonly JsonObject[]): string[] {
  const isMatch = predicateOf(rule);
  const window = parseLookbackMs(rule.newTerms.historyWindowStart) ?? 0;
  const seen = records
    .map(ecs)
    .filter(isMatch)
    .flatMap((event) => {
      const tuple = tupleOf(rule, event);
      return tuple === null
        ? []
        : [{ tuple, id: String(event['event.id']), at: Date.parse(String(event['@timestamp'])) }];
    })
    .sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1));
  return seen
    .filter((event, index) =>
      seen
        .slice(0, index)
        .every((earlier) => earlier.tuple !== event.tuple || earlier.at < event.at - window),
    )
    .map(({ id }) => id);
}

test('every rule that can run ships examples, and no example is without its rule', () => {
  expect(cases.map(({ slug }) => slug)).toEqual(Object.keys(EXAMPLES));
  expect(cases).toHaveLength(evaluableRules(catalog).length);
});

describe.each(cases)('$slug', ({ rule, examples }) => {
  const isMatch = predicateOf(rule);
  const records = [
    ...[...examples.matches, ...examples.ignores].map(({ record }) => record),
    ...examples.sequences.flatMap((sequence) => sequence.records),
  ];

  test('its query is read without any remark', () => {
    expect(parseKql(rule.query)).toMatchObject({ ok: true, problems: [] });
  });

  test('its examples are whole records of fictional accounts', () => {
    for (const record of records) {
      expect(record).toMatchObject({
        eventID: expect.stringMatching(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/),
        eventTime: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
        recipientAccountId: '111122223333',
        awsRegion: expect.any(String),
        eventSource: expect.stringMatching(/\.amazonaws\.com$/),
        userIdentity: { type: expect.any(String) },
      });
      expect(ecs(record)['@timestamp']).toBe(String(record.eventTime).replace('Z', '.000Z'));
    }
  });

  test('examples have names of their own, and events of a sequence ids of their own', () => {
    const names = [...examples.matches, ...examples.ignores, ...examples.sequences].map(({ name }) => name);

    expect(new Set(names).size).toBe(names.length);
    for (const sequence of examples.sequences) {
      expect(new Set(sequence.records.map(({ eventID }) => eventID)).size).toBe(sequence.records.length);
    }
  });

  test.each(examples.matches)('matches: $name', ({ record }) => {
    expect(isMatch(ecs(record))).toBe(true);
  });

  test.each(examples.ignores)('ignores: $name', ({ record }) => {
    expect(isMatch(ecs(record))).toBe(false);
  });

  test.each(examples.sequences)('$name', ({ records: history, alerts }) => {
    expect(alertsOf(rule, history)).toEqual(alerts);
    expect(alertsOf(rule, [...history].reverse())).toEqual(alerts);
  });
});
