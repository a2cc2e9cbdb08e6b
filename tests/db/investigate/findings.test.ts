import path from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { listAlerts } from '@/lib/alerts/list';
import { searchEvents } from '@/lib/events/search';
import type { Finding, Worksheet } from '@/lib/investigate/schemas';
import { getWorksheet } from '@/lib/investigate/worksheet';
import { installCatalog } from '@/lib/rules/install-catalog';
import { expectedAlerts, writeSample } from '@/lib/sample';
import { ingestFiles, testFolder } from '../../support/bundles';
import { testDatabase } from '../../support/database';
import { evaluate } from '../../support/detection';

const database = testDatabase();
const folder = testFolder();

beforeAll(async () => {
  await installCatalog(database.db);
  const sample = path.join(folder.path, 'sample');
  await writeSample(sample);
  await ingestFiles(database.system, sample);
  await evaluate(database.system);
});

async function worksheetOf(eventId: string): Promise<Worksheet> {
  const { alerts } = await listAlerts({ ctx: database.analyst, input: { text: eventId } });
  const [alert] = alerts;
  if (!alert) throw new Error(`There is no alert of event ${eventId}.`);
  return getWorksheet({ ctx: database.analyst, input: { alertId: alert.id } });
}

function eventIdOf(principal: string, instance: string): string {
  const found = expectedAlerts.find(
    (alert) => alert.principalArn.includes(principal) && alert.instance === instance,
  );
  if (!found) throw new Error(`The sample tells no read of ${instance} by ${principal}.`);
  return found.eventId;
}

async function findingsOf(principal: string, instance: string): Promise<Map<string, Finding | null>> {
  const { steps } = await worksheetOf(eventIdOf(principal, instance));
  return new Map(steps.map((step) => [step.id, step.finding]));
}

describe('the intrusion: jonas.weber reads the build runner with a leaked key', () => {
  let findings: Map<string, Finding | null>;
  beforeAll(async () => {
    findings = await findingsOf('jonas.weber', 'build-runner');
  });

  // From the story: ten minutes after the key appears in Bucharest, after three refused reads of user data.
  test.each([
    ['identity', 'raises', /never read user data before/],
    ['access-pattern', 'raises', /3 reads of user data among them/],
    ['access-key', 'raises', /an address it never came from before, 37\.120\.206\.77/],
    ['source', 'raises', /Romania.*first used by this principal .* before.*came from elsewhere/],
    ['user-agent', 'raises', /Kali/],
    ['iam-changes', 'raises', /AttachUserPolicy.*CreateAccessKey.*CreateUser/],
    ['other-activity', 'raises', /GetObject \(12\).*RunInstances \(2\)/],
    ['target-instance', 'cannot_tell', /launch is not in the data/],
    ['intent', 'cannot_tell', /No earlier alert/],
  ])('%s %s', (step, stance, text) => {
    expect(findings.get(step)).toMatchObject({ stance, text: expect.stringMatching(text) });
  });
});

test('Terraform launching api-2 reads as the routine it is', async () => {
  const findings = await findingsOf('user/terraform', 'api-2');

  const stances = Object.fromEntries([...findings].map(([step, finding]) => [step, finding?.stance]));
  expect(stances).toMatchObject({
    'target-instance': 'lowers',
    identity: 'lowers',
    'access-key': 'lowers',
    request: 'lowers',
    source: 'lowers',
    'user-agent': 'lowers',
    'iam-changes': 'lowers',
    'other-activity': 'lowers',
  });
  expect(findings.get('target-instance')?.text).toMatch(/by the same principal: initialisation is likely/);
});

test('every number in a finding is what its link lists', async () => {
  for (const { eventId } of expectedAlerts) {
    const { steps } = await worksheetOf(eventId);
    for (const { id, finding } of steps) {
      if (!finding?.events) continue;
      const { query, from, to, count } = finding.events;
      const { total } = await searchEvents({ ctx: database.analyst, input: { query, from, to, limit: 1 } });
      expect(total, `${eventId}, ${id}: ${finding.text}`).toBe(count);
    }
  }
});

test('the response carries the alert’s values and nothing is filled in that is not safe to paste', async () => {
  const { response } = await worksheetOf(eventIdOf('jonas.weber', 'build-runner'));

  const commands = response.flatMap((step) => step.commands.map(({ text }) => text)).join('\n');
  expect(commands).toContain('jonas.weber');
  expect(commands).toContain('i-04c19f7be2d85a631');
  expect(commands).toContain('AKIAEXAMPLEJONAS0001');
  expect(commands).not.toContain('{{');
});
