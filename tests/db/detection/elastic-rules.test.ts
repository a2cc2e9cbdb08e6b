import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { evaluateRules } from '@/lib/detection/evaluate-rules';
import { parseRuleToml } from '@/lib/rules/definition';
import { ingestFiles } from '../../support/bundles';
import { testDatabase } from '../../support/database';
import { installToml } from '../../support/detection';
import { CORPUS } from '../../unit/cloudtrail/support';

const database = testDatabase();
const RULES = path.join(CORPUS, 'elastic-rules');

// Elastic's rules are not part of the repository: named as skipped where they are absent.
describe.skipIf(!existsSync(RULES))("Elastic's rules, unchanged, over real trails", () => {
  test('each that can run does so without error', async () => {
    const files = readdirSync(RULES).filter((name) => name.endsWith('.toml'));
    const texts = files.map((name) => readFileSync(path.join(RULES, name), 'utf8'));
    const evaluable = texts.filter((toml, index) => parseRuleToml(toml, files[index] ?? '').evaluable);
    for (const toml of evaluable) await installToml(database.db, toml);
    await ingestFiles(database.system, path.join(CORPUS, 'invictus'), path.join(CORPUS, 'stratus'));

    const outcomes = await evaluateRules({ ctx: database.system, input: {} });

    expect(outcomes).toHaveLength(evaluable.length);
    expect(outcomes.filter(({ status }) => status === 'failed')).toEqual([]);
    // The trails are of real attacks.
    expect(outcomes.filter(({ matched }) => matched > 0).length).toBeGreaterThan(15);
    expect(outcomes.filter(({ opened }) => opened > 0).length).toBeGreaterThan(10);
  });
});
