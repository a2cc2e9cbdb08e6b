import { describe, expect, test } from 'vitest';
import { resolveField } from '@/lib/ecs';
import { PLACEHOLDERS, parseGuide } from '@/lib/rules/guide';
import { type CatalogRule, loadCatalog } from '@/lib/rules/load-catalog';
import { parseDurationMs, parseLookbackMs } from '@/lib/time';

const rules = await loadCatalog();

function userDataRule(): CatalogRule {
  const rule = rules.find(({ slug }) => slug === 'ec2-user-data-retrieval');
  if (!rule) throw new Error('the catalog lacks the user data rule');
  return rule;
}

const { definition, toml } = userDataRule();
const guide = parseGuide(definition.note, definition.falsePositives);

describe('the settings of the user data rule', () => {
  test('are exactly those it was specified with', () => {
    expect(definition).toMatchObject({
      ruleId: 'c1e79a70-fa6f-11ee-8bc8-f661ea17fbce',
      name: 'AWS EC2 User Data Retrieval for EC2 Instance',
      type: 'new_terms',
      language: 'kuery',
      severity: 'medium',
      riskScore: 47,
      version: 3,
      index: ['filebeat-*', 'logs-aws.cloudtrail-*'],
      from: 'now-9m',
      interval: '5m',
      maxSignals: 100,
      timestampOverride: 'event.ingested',
      evaluable: true,
      newTerms: {
        fields: [
          'aws.cloudtrail.user_identity.arn',
          'aws.cloudtrail.flattened.request_parameters.instanceId',
        ],
        historyWindowStart: 'now-14d',
      },
      tags: [
        'Domain: Cloud',
        'Data Source: AWS',
        'Data Source: Amazon Web Services',
        'Data Source: Amazon EC2',
        'Resources: Investigation Guide',
        'Use Case: Log Auditing',
        'Tactic: Discovery',
      ],
      references: [
        'https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeInstanceAttribute.html',
        'https://hackingthe.cloud/aws/exploitation/local_ec2_priv_esc_through_user_data',
        'https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/user-data.html',
      ],
      author: ['Trailhound'],
      license: 'Apache-2.0',
      unknown: {},
    });
    expect(definition.falsePositives).toHaveLength(2);
  });

  test('its query is word for word the specified one', () => {
    expect(definition.query?.replace(/\s+/g, ' ')).toBe(
      'event.dataset: "aws.cloudtrail" and event.provider: "ec2.amazonaws.com" ' +
        'and event.action: "DescribeInstanceAttribute" and event.outcome: "success" ' +
        'and aws.cloudtrail.request_parameters: (*attribute=userData* and *instanceId*) ' +
        'and not aws.cloudtrail.user_identity.invoked_by: ("AWS Internal" or "cloudformation.amazonaws.com")',
    );
  });

  test('maps to Discovery and Credential Access', () => {
    const named = definition.threat.map(({ tactic, techniques }) => [
      `${tactic.id} ${tactic.name}`,
      ...techniques.flatMap(({ id, name, subtechniques }) => [
        `${id} ${name}`,
        ...subtechniques.map((sub) => `${sub.id} ${sub.name}`),
      ]),
    ]);

    expect(named).toEqual([
      ['TA0007 Discovery', 'T1580 Cloud Infrastructure Discovery'],
      ['TA0006 Credential Access', 'T1552 Unsecured Credentials', 'T1552.005 Cloud Instance Metadata API'],
    ]);
  });

  test('carries nothing under the licence of the upstream rule', () => {
    expect(toml).not.toMatch(/elastic license/i);
  });
});

describe('the guide of the user data rule', () => {
  const points: readonly [id: string, words: readonly RegExp[], field: string][] = [
    [
      'target-instance',
      [/should it expose/, /sensitive/, /workload/],
      'aws.cloudtrail.flattened.request_parameters.instanceId',
    ],
    [
      'user-data',
      [/credentials/, /scripts/, /passwords/],
      'aws.cloudtrail.flattened.request_parameters.instanceId',
    ],
    ['identity', [/ARN/, /usually do/], 'aws.cloudtrail.user_identity.arn'],
    ['access-pattern', [/permissions/, /frequency/], 'event.action'],
    ['access-key', [/access key/, /compromised/], 'aws.cloudtrail.user_identity.access_key_id'],
    ['request', [/attribute=userData/, /choice/], 'aws.cloudtrail.request_parameters'],
    ['source', [/address/, /geolocation/, /network/, /trusted/], 'source.ip'],
    ['user-agent', [/Terraform/, /AWS CLI/, /custom/, /unknown/], 'user_agent.original'],
    ['iam-changes', [/IAM changes/, /temporary credentials/], 'aws.cloudtrail.user_identity.access_key_id'],
    [
      'other-activity',
      [/RunInstances/, /GetObject/, /AssumeRole/, /lateral movement/, /exfiltration/, /user or address/],
      'source.ip',
    ],
    ['intent', [/least privilege/, /valid reason/], 'aws.cloudtrail.user_identity.arn'],
  ];

  test('has the eleven steps, in order', () => {
    expect(guide.steps.map(({ id }) => id)).toEqual(points.map(([id]) => id));
  });

  test.each(points)('step %s covers its point and shows its field', (id, words, field) => {
    const step = guide.steps.find((candidate) => candidate.id === id);
    const text = `${step?.title} ${step?.body}`;

    for (const word of words) expect(text).toMatch(word);
    expect(step?.fields).toContain(field);
    expect(step?.title).toMatch(/\?$/);
  });

  test('has the two false-positive notes', () => {
    expect(guide.falsePositives.map(({ id }) => id)).toEqual(['automation', 'maintenance']);
    expect(guide.falsePositives[0]?.body).toMatch(/Terraform.*scripts.*initialise/s);
    expect(guide.falsePositives[1]?.body).toMatch(/debugging.*configuration update/s);
  });

  test.each([
    ['revoke-permission', 'contain', /ec2:DescribeInstanceAttribute/],
    ['quarantine-instance', 'contain', /modify-instance-attribute .*--groups/],
    ['secure-user-data', 'eradicate', /secretsmanager create-secret[\s\S]*SecureString[\s\S]*kms:Decrypt/],
    ['audit-iam', 'prevent', /get-account-authorization-details/],
    ['monitor', 'prevent', /lookup-events[\s\S]*put-metric-filter/],
  ])('response %s has its phase and its commands', (id, phase, commands) => {
    const step = guide.response.find((candidate) => candidate.id === id);

    expect(step?.phase).toBe(phase);
    expect(step?.commands.map(({ template }) => template).join('\n')).toMatch(commands);
    expect(step?.commands.every(({ label }) => label !== null)).toBe(true);
  });

  test('has five response steps and keeps its references', () => {
    expect(guide.response).toHaveLength(5);
    expect(guide.response[2]?.body).toMatch(/Secrets Manager or Parameter Store.*encrypt.*decrypt/s);
    expect(guide.additional).toContain('user-data.html');
  });

  test('says what to do in short sentences and calmly', () => {
    const items = [...guide.steps, ...guide.falsePositives, ...guide.response];
    for (const { id, body } of items) {
      const sentences = body.split(/[.?:;] /);

      expect(body, id).not.toBe('');
      expect(body, id).not.toContain('!');
      for (const sentence of sentences) expect(sentence.split(' ').length, sentence).toBeLessThan(40);
    }
    for (const { id, body } of guide.steps) expect(body.split(/[.?] /).length, id).toBeLessThanOrEqual(4);
  });

  test('every command knows its placeholders', () => {
    const byHand = ['secret_name', 'kms_key', 'parameter_name', 'instance_role', 'trail_log_group', 'job_id'];
    const commands = [...guide.steps, ...guide.response].flatMap((item) => item.commands);
    const used = commands.flatMap(({ template }) =>
      [...template.matchAll(/\{\{(\w+)\}\}/g)].map((match) => match[1]),
    );

    expect(
      [...new Set(used)].filter((name) => !(PLACEHOLDERS as readonly unknown[]).includes(name)).sort(),
    ).toEqual(byHand.sort());
  });
});

describe('every rule of the catalog', () => {
  test('has an id of its own', () => {
    expect(new Set(rules.map((rule) => rule.definition.ruleId)).size).toBe(rules.length);
  });

  test.each(rules.map((rule) => [rule.slug, rule.definition] as const))(
    '%s names only known fields',
    (_, rule) => {
      const listed = [...rule.note.matchAll(/^\s*Fields: (.*)$/gm)].flatMap((line) =>
        [...(line[1] ?? '').matchAll(/`([^`]+)`/g)].map((name) => name[1] ?? ''),
      );

      expect(listed.length).toBeGreaterThan(0);
      for (const name of [...listed, ...rule.investigationFields])
        expect(resolveField(name), name).not.toBeNull();
    },
  );

  test.each(rules.map((rule) => [rule.slug, rule.definition] as const))(
    '%s links ATT&CK and references',
    (_, rule) => {
      for (const { framework, tactic, techniques } of rule.threat) {
        expect(framework).toBe('MITRE ATT&CK');
        expect(tactic.id).toMatch(/^TA\d{4}$/);
        expect(tactic.reference).toBe(`https://attack.mitre.org/tactics/${tactic.id}/`);
        for (const technique of techniques.flatMap((parent) => [parent, ...parent.subtechniques])) {
          expect(technique.id).toMatch(/^T\d{4}(\.\d{3})?$/);
          expect(technique.reference).toBe(
            `https://attack.mitre.org/techniques/${technique.id.replace('.', '/')}/`,
          );
        }
      }
      for (const link of rule.references) expect(new URL(link).protocol).toBe('https:');
    },
  );

  test.each(rules.map((rule) => [rule.slug, rule.definition] as const))(
    '%s leaves no gap between runs',
    (_, rule) => {
      expect(parseLookbackMs(rule.from) ?? 0).toBeGreaterThanOrEqual(
        parseDurationMs(rule.interval) ?? Infinity,
      );
    },
  );
});
