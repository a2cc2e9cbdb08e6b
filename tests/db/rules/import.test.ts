import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { evaluateRules } from '@/lib/detection/evaluate-rules';
import { parseRuleToml } from '@/lib/rules/definition';
import { importRules } from '@/lib/rules/import';
import { installCatalog } from '@/lib/rules/install-catalog';
import { loadRule } from '@/lib/rules/load-enabled';
import { testDatabase } from '../../support/database';
import { CORPUS } from '../../unit/cloudtrail/support';

const database = testDatabase();
const RULES = path.join(CORPUS, 'elastic-rules');

beforeEach(() => database.db.prisma.rule.deleteMany());

const importFiles = (...files: Array<[name: string, text: string]>) =>
  importRules({
    ctx: database.system,
    input: { files: files.map(([name, text]) => ({ name, text })) },
  });

function toml(id: string, more: { type?: string; query?: string; version?: number } = {}): string {
  const { type = 'query', query = 'event.action: TagThing', version = 1 } = more;
  return `# kept\n[rule]\nrule_id = "${id}"\nname = "Rule ${id}"\ntype = "${type}"\nseverity = "low"\nrisk_score = 21\nversion = ${version}\nquery = '${query}'\n`;
}

/** A rule as Kibana's export writes it. */
const KIBANA = {
  id: '0b1c',
  rule_id: 'from-kibana',
  name: 'From Kibana',
  enabled: true,
  immutable: false,
  description: 'New pairs.',
  type: 'new_terms',
  language: 'kuery',
  index: ['logs-aws.cloudtrail-*'],
  query: 'event.action: TagThing',
  new_terms_fields: ['user.name', 'source.ip'],
  history_window_start: 'now-7d',
  from: 'now-360s',
  interval: '5m',
  max_signals: 50,
  severity: 'high',
  risk_score: 73,
  version: 4,
  investigation_fields: { field_names: ['user.name'] },
  filters: [],
  timestamp_override: null,
  threat: [],
  tags: ['AWS'],
  exceptions_list: [],
};

describe('TOML', () => {
  test('is kept byte for byte, disabled until somebody enables it', async () => {
    expect(await importFiles(['a.toml', toml('a')])).toEqual([
      { file: 'a.toml', ruleId: 'a', name: 'Rule a', type: 'query', status: 'imported', reason: null },
    ]);
    expect(await database.db.prisma.rule.findFirstOrThrow()).toMatchObject({
      id: 'a',
      origin: 'imported',
      enabled: false,
      source: toml('a'),
    });
    expect(await database.db.prisma.auditEntry.findFirst({ where: { targetId: 'a' } })).toMatchObject({
      action: 'rule.import',
    });
  });

  test('of a known rule updates it, and leaves enabled what is enabled', async () => {
    await importFiles(['a.toml', toml('a')]);
    await database.db.prisma.rule.updateMany({ data: { enabled: true } });

    const [result] = await importFiles(['a.toml', toml('a', { version: 2 })]);

    expect(result?.status).toBe('updated');
    expect(await database.db.prisma.rule.findFirstOrThrow()).toMatchObject({ version: 2, enabled: true });
  });

  test('that is wrong says where, and costs the others nothing', async () => {
    const results = await importFiles(
      ['syntax.toml', '[rule'],
      ['query.toml', toml('q', { query: 'event.action: (x or' })],
      ['type.toml', toml('t', { query: 'source.as.number: many' })],
      ['notes.md', '# Notes'],
      ['good.toml', toml('good')],
    );

    expect(results.map(({ status }) => status)).toEqual([
      ...['invalid', 'invalid', 'invalid', 'invalid'],
      'imported',
    ]);
    expect(results[0]?.reason).toContain('line 1');
    expect(results[1]?.reason).toMatch(/^The query, character \d+: /);
    expect(results[2]?.reason).toContain('source.as.number');
    expect(await database.db.prisma.rule.count()).toBe(1);
  });

  test('that cannot run is kept, with the reason, and never enabled', async () => {
    const files = [{ name: 'ml.toml', text: toml('ml', { type: 'machine_learning' }) }];
    const results = await importRules({ ctx: database.system, input: { files, enable: true } });

    expect(results).toMatchObject([{ status: 'unsupported', reason: expect.stringContaining('anomaly') }]);
    expect(await database.db.prisma.rule.findFirstOrThrow()).toMatchObject({ id: 'ml', enabled: false });
  });

  test('that can no longer run is disabled by its update', async () => {
    await importFiles(['a.toml', toml('a')]);
    await database.db.prisma.rule.updateMany({ data: { enabled: true } });

    const results = await importFiles(['a.toml', toml('a', { type: 'machine_learning' })]);

    expect(results).toMatchObject([{ status: 'unsupported' }]);
    expect(await database.db.prisma.rule.findFirstOrThrow()).toMatchObject({ enabled: false });
  });

  test('with a NUL in its name costs the others nothing', async () => {
    const nul = toml('nul').replace('Rule nul', 'Rule \\u0000');

    expect(await importFiles(['nul.toml', nul], ['good.toml', toml('good')])).toMatchObject([
      { status: 'invalid', reason: expect.stringContaining('NUL') },
      { status: 'imported' },
    ]);
  });

  test('does not take the place of a rule of the catalog', async () => {
    await installCatalog(database.db);
    const { id, source } = await database.db.prisma.rule.findFirstOrThrow();

    expect(await importFiles(['mine.toml', toml(id)])).toMatchObject([{ status: 'invalid' }]);
    expect(await database.db.prisma.rule.findUniqueOrThrow({ where: { id } })).toMatchObject({ source });
  });
});

describe("Kibana's export", () => {
  test('gives the rule that the same settings in TOML give, and keeps what is not known', async () => {
    const lines = [
      JSON.stringify(KIBANA),
      '{"list_id":"l","type":"rule_default"}',
      '',
      '{"exported_count":1}',
    ];
    expect(await importFiles(['export.ndjson', lines.join('\n')])).toEqual([
      {
        file: 'export.ndjson, line 1',
        ruleId: 'from-kibana',
        name: 'From Kibana',
        type: 'new_terms',
        status: 'imported',
        reason: null,
      },
    ]);
    expect(await database.db.prisma.rule.findFirstOrThrow()).toMatchObject({ enabled: true, version: 4 });
    expect(await loadRule(database.db, 'from-kibana')).toMatchObject({
      evaluable: true,
      query: 'event.action: TagThing',
      newTerms: { fields: ['user.name', 'source.ip'], historyWindowStart: 'now-7d' },
      from: 'now-360s',
      maxSignals: 50,
      investigationFields: ['user.name'],
      unknown: { id: '0b1c', immutable: false, filters: [] },
    });
  });

  test('with exceptions is kept but does not run without them', async () => {
    const line = JSON.stringify({
      ...KIBANA,
      exceptions_list: [{ id: 'x', list_id: 'l', type: 'detection' }],
    });

    expect(await importFiles(['export.ndjson', line])).toMatchObject([
      { status: 'unsupported', reason: expect.stringContaining('exceptions') },
    ]);
    expect(await database.db.prisma.rule.findFirstOrThrow()).toMatchObject({ enabled: false });
  });

  test('names the line that is wrong', async () => {
    const results = await importFiles(['export.ndjson', `${JSON.stringify(KIBANA)}\n{"rule_id": \n[]`]);

    expect(results.map(({ file, status }) => [file, status])).toEqual([
      ['export.ndjson, line 1', 'imported'],
      ['export.ndjson, line 2', 'invalid'],
      ['export.ndjson, line 3', 'invalid'],
    ]);
    expect(await importFiles(['empty.ndjson', '\n'])).toMatchObject([{ status: 'invalid' }]);
  });
});

// Elastic's rules are not part of the repository: named as skipped where they are absent.
test.skipIf(!existsSync(RULES))(
  "every one of Elastic's rules is taken, those of anomaly jobs to look at only",
  async () => {
    const names = readdirSync(RULES).filter((name) => name.endsWith('.toml'));
    const results = await importFiles(
      ...names.map((name): [string, string] => [name, readFileSync(path.join(RULES, name), 'utf8')]),
    );

    expect(results).toHaveLength(names.length);
    expect(results.filter(({ status }) => status === 'invalid')).toEqual([]);
    const kept = results.filter(({ status }) => status === 'unsupported');
    expect(kept.map(({ type }) => type)).toEqual(kept.map(() => 'machine_learning'));
    const [first] = results;
    const stored = await database.db.prisma.rule.findUniqueOrThrow({ where: { id: first?.ruleId ?? '' } });
    expect(parseRuleToml(stored.source, 'x').name).toBe(first?.name);
    // Nothing is evaluated that nobody enabled.
    expect(await evaluateRules({ ctx: database.system, input: {} })).toEqual([]);
  },
);
