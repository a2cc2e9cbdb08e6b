import { describe, expect, test } from 'vitest';
import { eqlFieldsUsed, parseEql } from '../../../lib/eql';
import { eqlToSql } from '../../../lib/eql/to-sql';
import { corpusNote, corpusPresent, corpusRules } from './corpus';

describe.skipIf(!corpusPresent)(`Elastic's own EQL rules${corpusNote}`, () => {
  test('there are EQL rules to read', () => {
    expect(corpusRules().length).toBeGreaterThan(10);
  });

  test.each(corpusRules())('$file parses, checks and compiles', ({ query, categoryField }) => {
    const result = parseEql(query);
    if (!result.ok) throw new Error(`${result.message}\n${result.excerpt}`);

    expect(result.problems).toEqual([]);
    expect(eqlFieldsUsed(result.ast).filter(({ resolved }) => resolved === null)).toEqual([]);
    if (result.ast.kind === 'event') {
      expect(eqlToSql(result.ast, { categoryField }).text).not.toBe('false');
    }
  });
});
