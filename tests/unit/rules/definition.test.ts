import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { AppError } from '@/lib/errors';
import { parseRuleToml } from '@/lib/rules/definition';

const CORPUS = '../shared/corpus/elastic-rules';

/** A small valid rule; `changes` replaces lines by their key, `''` leaves the key out. */
function ruleToml(changes: Readonly<Record<string, string>> = {}): string {
  const keys: Record<string, string> = {
    rule_id: 'rule_id = "r-1"',
    name: 'name = "A rule"',
    type: 'type = "new_terms"',
    severity: 'severity = "high"',
    risk_score: 'risk_score = 73',
    query: 'query = "event.action: x"',
    from: '',
    interval: '',
    extra: '',
    new_terms: '[rule.new_terms]\nfield = "new_terms_fields"\nvalue = ["user.name"]',
    history: '[[rule.new_terms.history_window_start]]\nfield = "history_window_start"\nvalue = "now-7d"',
    ...changes,
  };
  return `[metadata]\nmaturity = "production"\n[rule]\n${Object.values(keys).join('\n')}\n`;
}

function refusal(toml: string): string {
  try {
    parseRuleToml(toml, 'rules/a.toml');
  } catch (error) {
    if (error instanceof AppError && error.code === 'invalid') return error.message;
    throw error;
  }
  throw new Error('the rule was accepted');
}

describe('reading a rule file', () => {
  test('settings a file leaves out take the defaults of Elastic', () => {
    const rule = parseRuleToml(ruleToml(), 'a.toml');

    expect(rule).toMatchObject({
      from: 'now-6m',
      interval: '5m',
      maxSignals: 100,
      version: 1,
      timestampOverride: null,
      language: null,
      threat: [],
      exceptionsList: [],
      evaluable: true,
      newTerms: { fields: ['user.name'], historyWindowStart: 'now-7d' },
    });
  });

  test('keys that are not used yet are kept', () => {
    const rule = parseRuleToml(
      ruleToml({
        extra: 'building_block_type = "default"\nsince = 2026-03-02T00:00:00Z\nfilters = [{ a = 1 }]',
      }),
      'a.toml',
    );

    expect(rule.unknown).toEqual({
      building_block_type: 'default',
      since: '2026-03-02T00:00:00.000Z',
      filters: [{ a: 1 }],
    });
    expect(rule.metadata).toEqual({ maturity: 'production' });
  });

  test('a definition survives being stored as JSON', () => {
    const rule = parseRuleToml(ruleToml({ extra: 'since = 2026-03-02' }), 'a.toml');

    expect(JSON.parse(JSON.stringify(rule))).toEqual(rule);
  });

  test('lines a file wraps are joined, paragraphs stay', () => {
    const rule = parseRuleToml(
      ruleToml({ extra: 'description = """\nOne\n  two.\n\nThree.\n"""' }),
      'a.toml',
    );

    expect(rule.description).toBe('One two.\n\nThree.');
  });
});

describe('what a rule must not say', () => {
  test.each([
    ['no rule id', { rule_id: '' }, 'rule.rule_id'],
    ['an empty name', { name: 'name = " "' }, 'rule.name: must not be empty'],
    ['an unknown type', { type: 'type = "magic"' }, 'rule.type: unknown rule type "magic"'],
    ['an unknown severity', { severity: 'severity = "severe"' }, 'rule.severity'],
    ['a risk above 100', { risk_score: 'risk_score = 101' }, 'rule.risk_score'],
    ['no alerts at all', { extra: 'max_signals = 0' }, 'rule.max_signals'],
    ['bad date math', { from: 'from = "yesterday"' }, 'rule.from: "yesterday" is not a date such as now-9m'],
    ['a look-back of nothing', { from: 'from = "now"' }, 'rule.from: "now" is not a date'],
    [
      'a bad interval',
      { interval: 'interval = "5 minutes"' },
      'rule.interval: "5 minutes" is not a duration',
    ],
    [
      'a bad history',
      {
        history: '[[rule.new_terms.history_window_start]]\nfield = "history_window_start"\nvalue = "now-2q"',
      },
      'rule.new_terms.history_window_start.0.value: "now-2q" is not a date',
    ],
    ['no history', { history: '' }, 'rule.new_terms.history_window_start'],
    [
      'new terms without table',
      { new_terms: '', history: '' },
      'rule.new_terms: a rule of type new_terms needs it',
    ],
    ['new terms without query', { query: '' }, 'rule.query: a rule of type new_terms needs it'],
    [
      'four fields',
      { new_terms: '[rule.new_terms]\nfield = "new_terms_fields"\nvalue = ["a", "b", "c", "d"]' },
      'rule.new_terms.value: takes at most 3 fields',
    ],
    [
      'no field',
      { new_terms: '[rule.new_terms]\nfield = "new_terms_fields"\nvalue = []' },
      'rule.new_terms.value: needs at least one field',
    ],
    [
      'a history as short as the look-back',
      { from: 'from = "now-7d"' },
      'rule.new_terms.history_window_start: the history (now-7d) must start earlier than the look-back (from = now-7d)',
    ],
  ])('%s is refused, naming file and key', (_, changes, message) => {
    const sentence = refusal(ruleToml(changes as unknown as Record<string, string>));

    expect(sentence).toContain('rules/a.toml: ');
    expect(sentence).toContain(message);
  });

  test('every wrong key is named at once', () => {
    const sentence = refusal(ruleToml({ severity: '', risk_score: 'risk_score = "x"' }));

    expect(sentence).toMatch(/rule\.severity: .*; rule\.risk_score: /);
  });

  test('broken TOML is refused with its line', () => {
    expect(refusal('[rule]\nname = "x\n')).toMatch(/^rules\/a\.toml: line 2: /);
    expect(refusal('')).toContain('rules/a.toml: rule: ');
  });
});

describe('a rule that cannot run is read and says why', () => {
  test.each([
    ['saved_query', 'copy it into a rule of type query'],
    ['threat_match', 'a feed of indicators'],
    ['machine_learning', 'an Elastic anomaly job'],
  ])('type %s', (type, reason) => {
    const rule = parseRuleToml(ruleToml({ type: `type = "${type}"`, new_terms: '', history: '' }), 'a.toml');

    expect(rule).toMatchObject({ type, evaluable: false, reason: expect.stringContaining(reason) });
  });

  test.each([
    ['filters', 'filters = [{ query = { match_phrase = { "event.action" = "x" } } }]'],
    ['Alert suppression', 'alert_suppression = { group_by = ["user.name"] }'],
  ])('a setting that changes what alerts and is not applied: %s', (words, extra) => {
    expect(parseRuleToml(ruleToml({ extra }), 'a.toml')).toMatchObject({
      evaluable: false,
      reason: expect.stringContaining(words),
    });
    expect(parseRuleToml(ruleToml({ extra: 'filters = []' }), 'a.toml')).toMatchObject({ evaluable: true });
  });

  test('EQL that is not understood, with its place', () => {
    const eql = { type: 'type = "eql"', new_terms: '', history: '' };
    const rule = parseRuleToml(ruleToml({ ...eql, query: 'query = "any where user.name = 1"' }), 'a.toml');

    expect(rule).toMatchObject({ evaluable: false, reason: expect.stringMatching(/\(character 21\)/) });
  });

  test.each([
    ['entity.target.id', 'is not recorded here'],
    ['aws.cloudtrail.flattened.request_parameters', 'holds no single value'],
    ['source.geo.location', 'holds no single value'],
  ])('term field %s', (field, reason) => {
    const newTerms = `[rule.new_terms]\nfield = "new_terms_fields"\nvalue = ["user.name", "${field}"]`;
    const rule = parseRuleToml(ruleToml({ new_terms: newTerms }), 'a.toml');

    expect(rule).toMatchObject({ evaluable: false, reason: expect.stringContaining(reason) });
  });

  test('another query language', () => {
    const rule = parseRuleToml(ruleToml({ extra: 'language = "lucene"' }), 'a.toml');

    expect(rule).toMatchObject({ evaluable: false, reason: expect.stringContaining('lucene') });
  });
});

describe('types of rules', () => {
  const plain = { new_terms: '', history: '' };

  test('a query rule needs its query alone', () => {
    const rule = parseRuleToml(ruleToml({ ...plain, type: 'type = "query"' }), 'a.toml');

    expect(rule).toMatchObject({ evaluable: true, type: 'query', query: 'event.action: x' });
    expect(refusal(ruleToml({ ...plain, type: 'type = "query"', query: '' }))).toContain('rule.query: ');
  });

  test('a threshold may group by a list, by one field or by none', () => {
    const threshold = (field: string) => {
      const table = `[rule.threshold]\nfield = ${field}\nvalue = 3`;
      return parseRuleToml(ruleToml({ ...plain, type: 'type = "threshold"', new_terms: table }), 'a.toml');
    };

    expect(threshold('["user.name", "source.ip"]')).toMatchObject({
      evaluable: true,
      threshold: { fields: ['user.name', 'source.ip'], value: 3, cardinality: null },
    });
    expect(threshold('"user.name"')).toMatchObject({ threshold: { fields: ['user.name'] } });
    expect(threshold('[]')).toMatchObject({ threshold: { fields: [] } });
    expect(threshold('["no.such.field"]')).toMatchObject({
      evaluable: false,
      reason: expect.stringContaining('no.such.field'),
    });
  });

  test('an EQL rule names the field of its category', () => {
    const eql = { ...plain, type: 'type = "eql"' };

    expect(
      parseRuleToml(
        ruleToml({
          ...eql,
          query: `query = 'info where user.name == "x"'`,
          extra: 'event_category_override = "event.type"',
        }),
        'a.toml',
      ),
    ).toMatchObject({ evaluable: true, eql: { kind: 'event' }, categoryField: 'event.type' });
  });
});

test.skipIf(!existsSync(CORPUS))('every rule file of the corpus is read', () => {
  const files = readdirSync(CORPUS).filter((name) => name.endsWith('.toml'));
  const rules = files.map((name) => parseRuleToml(readFileSync(`${CORPUS}/${name}`, 'utf8'), name));

  expect(files.length).toBeGreaterThan(50);
  expect(new Set(rules.map((rule) => rule.ruleId)).size).toBe(files.length);
  expect(rules.filter((rule) => rule.evaluable).length).toBeGreaterThan(50);
});
