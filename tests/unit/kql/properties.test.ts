import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  completeKql,
  kql,
  parseKql,
  parseQuery,
  printKql,
  QuerySyntaxError,
  tokenizeKql,
  toPredicate,
} from '../../../lib/kql';
import { kqlToSql } from '../../../lib/kql/to-sql';
import { anyNode, awkwardText, smallEvent, smallNode } from './arbitraries';
import { withoutSpans } from './support';

describe('printing', () => {
  test('parsing what was printed gives the same tree', { timeout: 60_000 }, () => {
    fc.assert(
      fc.property(anyNode, (node) => {
        expect(withoutSpans(parseQuery(printKql(node)))).toEqual(withoutSpans(node));
      }),
      { numRuns: 2000 },
    );
  });

  test('printing is stable', { timeout: 60_000 }, () => {
    fc.assert(
      fc.property(anyNode, (node) => {
        const printed = printKql(node);
        expect(printKql(parseQuery(printed))).toBe(printed);
      }),
    );
  });
});

describe('any text at all', () => {
  const anyText = fc.oneof(
    awkwardText,
    fc.string({ unit: 'binary' }),
    fc
      .array(
        fc.constantFrom('a:', 'x', '(', ')', ' and ', ' or ', 'not ', '"', '*', '{', '}', '\\', '>=', ' '),
      )
      .map((pieces) => pieces.join('')),
    fc.tuple(anyNode, fc.nat(), fc.constantFrom('', '"', '(', ')', '\\', ' or ')).map(([node, at, piece]) => {
      const text = printKql(node);
      const cut = at % (text.length + 1);
      return text.slice(0, cut) + piece + text.slice(cut + 1);
    }),
  );

  test('is parsed, or refused with a syntax error that points into it', { timeout: 60_000 }, () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const result = parseKql(text);
        if (result.ok) return;
        expect(result.start).toBeGreaterThanOrEqual(0);
        expect(result.start).toBeLessThanOrEqual(result.end);
        expect(result.end).toBeLessThanOrEqual(text.length);
        expect(() => parseQuery(text)).toThrow(QuerySyntaxError);
      }),
      { numRuns: 3000 },
    );
  });

  test('once parsed, compiles to SQL that carries no part of it', { timeout: 60_000 }, () => {
    fc.assert(
      fc.property(anyNode, (node) => {
        const { text, values } = kqlToSql(node);
        const numbers = [...text.matchAll(/\$(\d+)/g)].map((match) => Number(match[1]));
        expect(new Set(numbers)).toEqual(new Set(values.map((_, index) => index + 1)));
        expect(text).not.toMatch(/🔑|\0|\\\\/);
      }),
    );
  });

  test('is coloured and completed without failing, in order and without overlap', { timeout: 60_000 }, () => {
    fc.assert(
      fc.property(anyText, fc.nat(), (text, at) => {
        let end = 0;
        for (const token of tokenizeKql(text)) {
          expect(token.start).toBeGreaterThanOrEqual(end);
          expect(token.end).toBeGreaterThan(token.start);
          end = token.end;
        }
        expect(end).toBeLessThanOrEqual(text.length);
        const cursor = at % (text.length + 1);
        expect(completeKql(text, cursor).end).toBe(cursor);
      }),
      { numRuns: 1000 },
    );
  });
});

describe('logic', () => {
  const { and, or, not } = kql;

  test('De Morgan holds for events with and without the fields', { timeout: 60_000 }, () => {
    fc.assert(
      fc.property(smallNode, smallNode, smallEvent, (left, right, event) => {
        const holds = (node: kql.KqlNode) => toPredicate(node)(event);
        expect(holds(not(and([left, right])))).toBe(holds(or([not(left), not(right)])));
        expect(holds(not(or([left, right])))).toBe(holds(and([not(left), not(right)])));
        expect(holds(not(not(left)))).toBe(holds(left));
      }),
      { numRuns: 1000 },
    );
  });

  test('printing does not change what matches', { timeout: 60_000 }, () => {
    fc.assert(
      fc.property(smallNode, smallEvent, (node, event) => {
        expect(toPredicate(parseQuery(printKql(node)))(event)).toBe(toPredicate(node)(event));
      }),
      { numRuns: 1000 },
    );
  });
});
