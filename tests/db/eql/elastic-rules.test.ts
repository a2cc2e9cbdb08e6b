import { describe, expect, test } from 'vitest';
import type { EcsEvent } from '@/lib/ecs';
import { eqlToPredicate, parseEqlQuery } from '@/lib/eql';
import { eqlToSql } from '@/lib/eql/to-sql';
import { testDatabase } from '../../support/database';
import { storeEvents } from '../../support/events';
import { eventId } from '../../support/records';
import { corpusNote, corpusPresent, corpusRules } from '../../unit/eql/corpus';

const database = testDatabase();

const NAMES = ['iam', 's3', 'ec2', 'rds', 'lambda'].map((service) => `${service}.amazonaws.com`);
const ACTIONS = [
  ...[
    'AttachUserPolicy',
    'PutBucketLifecycle',
    'PutBucketPolicy',
    'DeleteDBSnapshot',
    'AddPermission20150331v2',
  ],
  ...['ModifyDBInstance', 'AttachGroupPolicy', 'ModifySnapshotAttribute', 'PutBucketReplication'],
];
const PARAMETERS = [
  '{policyArn=arn:aws:iam::aws:policy/AdministratorAccess, masterUserPassword=****}',
  '{action=lambda:InvokeFunction, principal=*, Effect=Allow, AWS=1, Account=2}',
  '{action=lambda:InvokeFunction, principal=1, Expiration=1, add=1, attributeType=CREATE_VOLUME_PERMISSION}',
];

/** Every service with every action and every parameters; some lack what a rule excludes. */
const EVENTS: readonly EcsEvent[] = NAMES.flatMap((provider) =>
  ACTIONS.flatMap((action) =>
    PARAMETERS.map(
      (parameters): EcsEvent => ({
        '@timestamp': '2026-03-01T00:00:00.000Z',
        'event.provider': provider,
        'event.action': action,
        'event.outcome': 'success',
        'event.category': ['iam'],
        'event.type': ['info'],
        'aws.cloudtrail.request_parameters': parameters,
        ...(action === 'PutBucketPolicy' ? { 'aws.cloudtrail.recipient_account_id': '222222222222' } : {}),
        'event.dataset': 'aws.cloudtrail',
      }),
    ),
  ),
).map((event, index) => ({ ...event, 'event.id': eventId(index) }));

describe.skipIf(!corpusPresent)(`Elastic's own EQL rules${corpusNote}`, () => {
  test('find nothing in an empty table, and in a filled one what they find in memory', async () => {
    const find = async (text: string, values: readonly unknown[]) => {
      const sql = `select event_id from event where ${text} order by event_id`;
      const { rows } = await database.db.pool.query<{ event_id: string }>(sql, [...values]);
      return rows.map((row) => row.event_id);
    };
    const rules = corpusRules().flatMap(({ file, query, categoryField }) => {
      const ast = parseEqlQuery(query);
      return ast.kind === 'event' ? [{ file, ast, categoryField }] : [];
    });
    await database.db.pool.query('delete from event');
    for (const { file, ast, categoryField } of rules) {
      const { text, values } = eqlToSql(ast, { categoryField });
      expect([file, await find(text, values)]).toEqual([file, []]);
    }
    await storeEvents(database.db, EVENTS);

    let matching = 0;
    for (const { file, ast, categoryField } of rules) {
      const { text, values } = eqlToSql(ast, { categoryField });
      const expected = EVENTS.filter(eqlToPredicate(ast, { categoryField })).map(
        (event) => event['event.id'],
      );
      expect([file, await find(text, values)]).toEqual([file, expected]);
      if (expected.length > 0) matching += 1;
    }

    // Otherwise finding nothing on both sides would pass.
    expect(matching).toBeGreaterThan(5);
  });
});
