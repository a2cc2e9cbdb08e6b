import { describe, expect, test } from 'vitest';
import { describeEsql, parseEsql } from '@/lib/esql';
import { elasticEsqlRules } from '../../support/elastic-esql';

const rules = elasticEsqlRules();

describe.skipIf(rules.length === 0)(
  `Elastic's own ES|QL rules${rules.length > 0 ? '' : ' (skipped: no ../shared/corpus/elastic-rules)'}`,
  () => {
    test.each(rules)('$file parses and has no problem', ({ query }) => {
      const result = parseEsql(query);
      if (!result.ok) throw new Error(`${result.message}\n${result.excerpt}`);

      expect(result.problems).toEqual([]);
    });

    test.each(rules)('$file tells whether it aggregates, and by what', ({ query }) => {
      const result = parseEsql(query);
      if (!result.ok) throw new Error(result.message);
      const { isAggregating, groupBy, columns } = describeEsql(result.ast);

      expect(isAggregating).toBe(/\|\s*stats\b/i.test(query));
      expect(groupBy.length > 0).toBe(isAggregating);
      expect(columns.length).toBeGreaterThan(0);
    });
  },
);
