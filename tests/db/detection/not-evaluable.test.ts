import { beforeEach, describe, expect, test } from 'vitest';
import type { Database } from '@/lib/db/client';
import { evaluateRules } from '@/lib/detection/evaluate-rules';
import { ingestFiles, testFolder } from '../../support/bundles';
import { testDatabase } from '../../support/database';
import { emptyDatabase, installRule as installNamedRule } from '../../support/detection';
import { call, jsonLines } from '../../support/records';

const database = testDatabase();
const folder = testFolder();

const CONSOLE_HEADER =
  'User name,AWS access key,Event time,Event source,Event name,AWS region,Source IP address,User agent,Error code,' +
  'Resources,Request ID,Event ID,Read-only,Event type,Recipient Account Id,Event category';

function row(id: string, name: string, error = ''): string {
  return `ada,AKIAEXAMPLE,2026-03-20T12:00:00Z,ec2.amazonaws.com,${name},eu-west-1,203.0.113.7,aws-cli/2.1,${error},,r-1,${id},true,AwsApiCall,111122223333,Management`;
}

const CSV = [
  CONSOLE_HEADER,
  row('00000000-0000-4000-8000-000000000001', 'DescribeInstanceAttribute'),
  row('00000000-0000-4000-8000-000000000002', 'DescribeInstanceAttribute', 'Client.UnauthorizedOperation'),
  row('00000000-0000-4000-8000-000000000003', 'RunInstances'),
].join('\n');

const ARN_RULE = {
  query: 'event.action: DescribeInstanceAttribute and event.outcome: success',
  fields: ['aws.cloudtrail.user_identity.arn'],
};

beforeEach(() => emptyDatabase(database.db));

let installed = 0;

function installRule(db: Database, rule: Parameters<typeof installNamedRule>[1]): Promise<string> {
  installed += 1;
  return installNamedRule(db, { ...rule, id: `rule-${installed}` });
}

async function evaluate(ruleId: string) {
  const [outcome] = await evaluateRules({ ctx: database.system, input: { ruleId } });
  return outcome;
}

describe('events whose form lacks what a rule asks for', () => {
  test('make it not evaluable, with the number that could match and the fields that are missing', async () => {
    const ruleId = await installRule(database.db, ARN_RULE);
    await ingestFiles(database.system, await folder.write('event_history.csv', CSV));

    expect(await evaluate(ruleId)).toMatchObject({
      status: 'not_evaluable',
      matched: 0,
      opened: 0,
      // The denied call and the other one cannot match, whoever made them.
      notEvaluable: 1,
      message: expect.stringContaining('aws.cloudtrail.user_identity.arn'),
    });
    expect(await database.db.prisma.ruleExecution.findFirst({ where: { ruleId } })).toMatchObject({
      status: 'not_evaluable',
      notEvaluable: 1n,
    });
  });

  test('never match by what they do not tell', async () => {
    const ruleId = await installRule(database.db, {
      query:
        'event.action: DescribeInstanceAttribute and not aws.cloudtrail.user_identity.invoked_by: "AWS Internal"',
      fields: ['source.address'],
    });
    await ingestFiles(database.system, await folder.write('event_history.csv', CSV));

    expect(await evaluate(ruleId)).toMatchObject({ status: 'not_evaluable', matched: 0, notEvaluable: 2 });
  });

  test('do not keep a rule from what is whole', async () => {
    const ruleId = await installRule(database.db, ARN_RULE);
    const whole = call(9, '2026-03-20T13:00:00Z', {
      eventName: 'DescribeInstanceAttribute',
      userIdentity: { type: 'IAMUser', arn: 'arn:aws:iam::111122223333:user/ada' },
    });
    await ingestFiles(
      database.system,
      await folder.write('event_history.csv', CSV),
      await folder.write('whole.jsonl', jsonLines([whole])),
    );

    expect(await evaluate(ruleId)).toMatchObject({
      status: 'succeeded',
      matched: 1,
      opened: 1,
      notEvaluable: 1,
    });
  });

  test('matter only to rules that ask for those fields', async () => {
    const ruleId = await installRule(database.db, {
      query: 'event.action: RunInstances',
      fields: ['source.address'],
    });
    await ingestFiles(database.system, await folder.write('event_history.csv', CSV));

    expect(await evaluate(ruleId)).toMatchObject({
      status: 'succeeded',
      matched: 1,
      opened: 1,
      notEvaluable: 0,
    });
  });
});

test('an insight is no call: no rule sees it', async () => {
  const ruleId = await installRule(database.db, {
    query: 'event.dataset: aws.cloudtrail',
    fields: ['cloud.region'],
  });
  const insight = {
    eventID: '00000000-0000-4000-8000-000000000007',
    eventTime: '2026-03-20T12:00:00Z',
    awsRegion: 'eu-west-1',
    eventType: 'AwsCloudTrailInsight',
    eventVersion: '1.09',
    insightDetails: { state: 'Start', eventSource: 'ec2.amazonaws.com', eventName: 'RunInstances' },
  };
  const { bundle } = await ingestFiles(
    database.system,
    await folder.write('insight.jsonl', jsonLines([insight])),
  );

  expect(bundle).toMatchObject({ inserted: 1 });
  expect(await evaluate(ruleId)).toMatchObject({ status: 'succeeded', matched: 0, opened: 0 });
});
