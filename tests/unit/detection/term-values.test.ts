import { describe, expect, test } from 'vitest';
import { alertId } from '@/lib/detection/alert-row';
import { termValuesSql } from '@/lib/detection/term-values';

describe('the SQL of a term', () => {
  test.each([
    'user.name',
    'event.category',
    'source.ip',
    'user.email',
    'related.user',
    'aws.cloudtrail.resources.arn',
    'cloud.service.name',
    'cloud.provider',
    'aws.cloudtrail.flattened.request_parameters.a.b',
  ])('numbers its parameters from where it is told: %s', (field) => {
    const { text, values } = termValuesSql(field, 5);
    const used = [...text.matchAll(/\$(\d+)/g)].map((match) => Number(match[1]));

    expect(new Set(used)).toEqual(new Set(values.map((_, index) => 5 + index)));
  });

  test('takes no text of the name into the statement', () => {
    const evil = `aws.cloudtrail.flattened.request_parameters.x'"); drop table event; --`;
    const { text, values } = termValuesSql(evil, 1);

    expect(text).not.toContain('drop');
    expect(values).toEqual([`$."x'\\"); drop table event; --"[*]`]);
  });

  test('refuses a name the registry does not know', () => {
    expect(() => termValuesSql('no.such.field', 1)).toThrow(
      'The new terms field no.such.field is not a known field.',
    );
  });
});

describe('the id of an alert', () => {
  test('is a UUID that follows from rule, tuple and event alone', () => {
    const id = alertId('rule', 'hash', 'event', '2026-03-01T00:00:00.000Z');

    expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(alertId('rule', 'hash', 'event', '2026-03-01T00:00:00.000Z')).toBe(id);
  });

  test('differs when any of them does', () => {
    const ids = [
      alertId('rule', 'hash', 'event', '2026-03-01T00:00:00.000Z'),
      alertId('rule2', 'hash', 'event', '2026-03-01T00:00:00.000Z'),
      alertId('rule', 'hash2', 'event', '2026-03-01T00:00:00.000Z'),
      alertId('rule', 'hash', 'event2', '2026-03-01T00:00:00.000Z'),
      alertId('rul', 'ehash', 'event', '2026-03-01T00:00:00.000Z'),
      alertId('rule', 'hash', 'event', '2026-03-01T00:00:00.001Z'),
    ];

    expect(new Set(ids).size).toBe(ids.length);
  });
});
