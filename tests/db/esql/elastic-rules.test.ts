import { describe, expect, test } from 'vitest';
import { parseEsql } from '@/lib/esql';
import { esqlToSql } from '@/lib/esql/to-sql';
import { testDatabase } from '../../support/database';
import { elasticEsqlRules } from '../../support/elastic-esql';

const database = testDatabase();
const rules = elasticEsqlRules();

describe.skipIf(rules.length === 0)(
  `Elastic's own ES|QL rules${rules.length > 0 ? '' : ' (skipped: no ../shared/corpus/elastic-rules)'}`,
  () => {
    test.each(rules)('$file runs, and finds nothing where nothing is', async ({ query }) => {
      const result = parseEsql(query);
      if (!result.ok) throw new Error(result.message);
      const { text, values, columns } = esqlToSql(result.ast, { source: 'event', now: 'now()' });

      const { rows, fields } = await database.db.pool.query(text, [...values]);

      expect(rows).toEqual([]);
      expect(fields.map(({ name }) => name)).toEqual(
        expect.arrayContaining([...columns.map(({ sqlName }) => sqlName), 'event_count', 'event_id']),
      );
    });
  },
);
