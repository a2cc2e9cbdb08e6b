import { beforeAll, expect, test } from 'vitest';
import { attackCoverage } from '@/lib/rules/attack-coverage';
import { listRules } from '@/lib/rules/list';
import { setAllRulesEnabled } from '@/lib/rules/set-all-enabled';
import { storeAlert } from '../support/alerts';
import { testDatabase } from '../support/database';
import { installToml } from '../support/detection';

const database = testDatabase();

interface Mapping {
  readonly tactic: string;
  readonly technique?: string;
  readonly sub?: string;
}

function entry(id: string): string {
  return `id = "${id}"\nname = "Name of ${id}"\nreference = "https://attack.mitre.org/${id}/"\n`;
}

function ruleToml(id: string, mappings: readonly Mapping[]): string {
  const threats = mappings.map(
    ({ tactic, technique, sub }) =>
      `[[rule.threat]]\nframework = "MITRE ATT&CK"\n` +
      (technique ? `[[rule.threat.technique]]\n${entry(technique)}` : '') +
      (sub ? `[[rule.threat.technique.subtechnique]]\n${entry(sub)}` : '') +
      `[rule.threat.tactic]\n${entry(tactic)}`,
  );
  return `[rule]
rule_id = "${id}"
name = "Rule ${id}"
type = "query"
severity = "low"
risk_score = 21
query = "event.action: *"
${threats.join('\n')}`;
}

beforeAll(async () => {
  await database.db.prisma.rule.deleteMany();
  await installToml(
    database.db,
    ruleToml('one', [
      { tactic: 'TA0040', technique: 'T1490' },
      // The same tactic twice, as files do that name a second technique apart.
      { tactic: 'TA0007', technique: 'T1580' },
      { tactic: 'TA0007', technique: 'T1526' },
    ]),
  );
  await installToml(
    database.db,
    ruleToml('two', [{ tactic: 'TA0007', technique: 'T1580', sub: 'T1580.001' }, { tactic: 'TA0001' }]),
  );
  await setAllRulesEnabled({ ctx: database.analyst, input: { ids: ['two'], enabled: false } });
  await storeAlert(database.db, 1, { ruleId: 'one', status: 'closed', reason: 'false_positive' });
  await storeAlert(database.db, 2, { ruleId: 'one', status: 'closed', reason: 'true_positive' });
  await storeAlert(database.db, 3, { ruleId: 'one' });
});

test('a rule counts once per tactic and technique, with its alerts, in the order of the matrix', async () => {
  const { tactics, uncovered } = await attackCoverage({ ctx: database.analyst });
  const name = (id: string) => ({ id, name: `Name of ${id}` });
  expect(tactics).toEqual([
    { ...name('TA0001'), rules: 1, enabled: 0, alerts: 0, techniques: [] },
    {
      ...name('TA0007'),
      rules: 2,
      enabled: 1,
      alerts: 3,
      techniques: [
        { ...name('T1526'), rules: 1, enabled: 1, alerts: 3 },
        { ...name('T1580'), rules: 2, enabled: 1, alerts: 3 },
      ],
    },
    {
      ...name('TA0040'),
      rules: 1,
      enabled: 1,
      alerts: 3,
      techniques: [{ ...name('T1490'), rules: 1, enabled: 1, alerts: 3 }],
    },
  ]);
  expect(uncovered).toHaveLength(11);
  expect(uncovered).not.toContain('Discovery');
});

test('the list tells how many closed alerts were false positives, and every technique', async () => {
  const [one, two] = await listRules({ ctx: database.analyst });
  expect(one).toMatchObject({ alerts: 3, openAlerts: 1, decidedAlerts: 2, falsePositiveAlerts: 1 });
  expect(two).toMatchObject({ enabled: false, decidedAlerts: 0, techniques: ['T1580', 'T1580.001'] });
});
