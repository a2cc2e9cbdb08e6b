import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'smol-toml';
import { describe, expect, test } from 'vitest';
import { fieldsUsed, parseKql, parseQuery, printKql } from '../../../lib/kql';
import { kqlToSql } from '../../../lib/kql/to-sql';
import { withoutSpans } from './support';

const FOLDER = join(process.cwd(), '..', 'shared', 'corpus', 'elastic-rules');
const present = existsSync(FOLDER);

/** Fields of newer integration versions or of enrichments this product does not have. */
const UNKNOWN_FIELDS = new Set(['related.entity']);

describe.skipIf(!present)(
  `Elastic's own rules${present ? '' : ' (skipped: no ../shared/corpus/elastic-rules)'}`,
  () => {
    const rules = present
      ? readdirSync(FOLDER)
          .filter((file) => file.endsWith('.toml'))
          .flatMap(readQuery)
      : [];

    test('there are KQL rules to read', () => {
      expect(rules.length).toBeGreaterThan(50);
    });

    test.each(rules)('$file parses, checks, prints back and compiles', ({ query }) => {
      const result = parseKql(query);
      if (!result.ok) throw new Error(`${result.message}\n${result.excerpt}`);

      const unknown = fieldsUsed(result.ast).filter(({ resolved }) => resolved === null);
      expect(unknown.map(({ name }) => name).filter((name) => !UNKNOWN_FIELDS.has(name))).toEqual([]);
      expect(result.problems.filter(({ severity }) => severity === 'error')).toEqual([]);
      expect(withoutSpans(parseQuery(printKql(result.ast)))).toEqual(withoutSpans(result.ast));
      expect(kqlToSql(result.ast).text).not.toBe('false');
    });
  },
);

function readQuery(file: string): Array<{ file: string; query: string }> {
  const document: unknown = parse(readFileSync(join(FOLDER, file), 'utf8'));
  const rule = isRecord(document) && isRecord(document.rule) ? document.rule : {};
  return rule.language === 'kuery' && typeof rule.query === 'string' ? [{ file, query: rule.query }] : [];
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
