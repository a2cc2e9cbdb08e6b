import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseQuery, possibleMatches, printKql, toPredicate } from '@/lib/kql';

const isArn = (field: { readonly kind: string; readonly name?: string } | null) =>
  field === null || field.name === 'aws.cloudtrail.user_identity.arn';

function relaxed(query: string): string {
  return printKql(possibleMatches(parseQuery(query), isArn));
}

describe('what a query could match without knowing a field', () => {
  const ARN = 'aws.cloudtrail.user_identity.arn';

  test('keeps the tests of known fields', () => {
    const matches = (query: string, event: Record<string, string>) =>
      toPredicate(possibleMatches(parseQuery(query), isArn))(event);

    expect(matches(`event.action: A and ${ARN}: x`, { 'event.action': 'A' })).toBe(true);
    expect(matches(`event.action: A and ${ARN}: x`, { 'event.action': 'B' })).toBe(false);
    expect(matches(`event.action: A and not ${ARN}: x`, { 'event.action': 'A' })).toBe(true);
    expect(matches(`not (event.action: A or ${ARN}: x)`, { 'event.action': 'A' })).toBe(false);
    expect(matches(`not (event.action: A or ${ARN}: x)`, { 'event.action': 'B' })).toBe(true);
    expect(matches(`not (event.action: A and ${ARN}: x)`, { 'event.action': 'A' })).toBe(true);
  });

  test('leaves a query alone that asks nothing unknown', () => {
    expect(relaxed('event.action: A and not event.outcome: failure')).toBe(
      'event.action: A and not event.outcome: failure',
    );
  });

  test('matches whatever the query matches once the field is known', () => {
    const leaf = fc.constantFrom('event.action: A', 'event.action: B', `${ARN}: x`, `${ARN}: *`);
    const query = fc.letrec<{ node: string }>((tie) => ({
      node: fc.oneof(
        { maxDepth: 4 },
        leaf,
        tie('node').map((inner) => `not (${inner})`),
        fc.tuple(tie('node'), tie('node')).map(([a, b]) => `(${a} and ${b})`),
        fc.tuple(tie('node'), tie('node')).map(([a, b]) => `(${a} or ${b})`),
      ),
    })).node;
    fc.assert(
      fc.property(
        query,
        fc.constantFrom('A', 'B', 'C'),
        fc.constantFrom('x', 'y', null),
        (text, action, arn) => {
          const ast = parseQuery(text);
          const told = { 'event.action': action };
          const whole = arn === null ? told : { ...told, [ARN]: arn };
          if (!toPredicate(ast)(whole)) return;
          expect(toPredicate(possibleMatches(ast, isArn))(told)).toBe(true);
        },
      ),
    );
  });
});
