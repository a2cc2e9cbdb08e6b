import { describe, expect, test } from 'vitest';
import { NO_ENRICH, parseRecordText, toEcs } from '@/lib/cloudtrail';
import type { EcsEvent, JsonObject } from '@/lib/ecs';
import { type Predicate, parseKql, toPredicate } from '@/lib/kql';
import { EXAMPLES } from '@/lib/rules/catalog/examples';
import type { NewTerms, RuleDefinition } from '@/lib/rules/definition';
import { loadCatalog } from '@/lib/rules/load-catalog';
import { parseLookbackMs } from '@/lib/time';

const catalog = await loadCatalog();
const cases = catalog.flatMap(({ slug, definition }) => {
  const examples = EXAMPLES[slug];
  return examples ? [{ slug, rule: definition, examples }] : [];
});

function ecs(record: JsonObject): EcsEvent {
  const parsed = parseRecordText(JSON.stringify(record));
  if (!parsed.ok) throw new Error(parsed.reason);
  return toEcs(parsed.record, NO_ENRICH);
}

function predicateOf(rule: RuleDefinition): Predicate {
  const parsed = parseKql(rule.query ?? '');
  if (!parsed.ok) throw new Error(parsed.message);
  return toPredicate(parsed.ast);
}

/** One string per tuple field, or null when the event lacks one. Array fields are not needed by these examples. */
function tupleOf(terms: NewTerms, event: EcsEvent): string | null {
  const nested: Readonly<Record<string, unknown>> = event;
  const values = terms.fields.map((field) => {
    if (field in nested) return nested[field];
    const parent = Object.keys(nested).find((name) => field.startsWith(`${name}.`)) ?? '';
    return (nested[parent] as JsonObject | undefined)?.[field.slice(parent.length + 1)];
  });
  return values.every((value) => typeof value === 'string') ? values.join('\n') : null;
}

/** The definition of new terms, word for word and slow: an event alerts when no other of its tuple is in the window before it. */
function alertsOf(rule: RuleDefinition, terms: NewTerms, records: readonly JsonObject[]): string[] {
  const isMatch = predicateOf(rule);
  const window = parseLookbackMs(terms.historyWindowStart) ?? 0;
  const seen = records
    .map(ecs)
    .filter(isMatch)
    .flatMap((event) => {
      const tuple = tupleOf(terms, event);
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

test('every rule ships examples, and no example is without its rule', () => {
  expect(catalog.map(({ slug }) => slug)).toEqual(Object.keys(EXAMPLES));
  for (const { slug, examples } of cases) {
    expect(examples.matches.length, slug).toBeGreaterThanOrEqual(1);
    expect(examples.ignores.length, slug).toBeGreaterThanOrEqual(2);
  }
});

describe.each(cases)('$slug', ({ rule, examples }) => {
  const isMatch = predicateOf(rule);
  const records = [
    ...[...examples.matches, ...examples.ignores].map(({ record }) => record),
    ...examples.sequences.flatMap((sequence) => sequence.records),
  ];

  test('its query is read without any remark', () => {
    expect(parseKql(rule.query ?? '')).toMatchObject({ ok: true, problems: [] });
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

  const newTerms = rule.evaluable && rule.type === 'new_terms' ? rule.newTerms : null;
  test.runIf(newTerms).each(examples.sequences)('$name', ({ records: history, alerts }) => {
    if (!newTerms) return;
    expect(alertsOf(rule, newTerms, history)).toEqual(alerts);
    expect(alertsOf(rule, newTerms, [...history].reverse())).toEqual(alerts);
  });
});
