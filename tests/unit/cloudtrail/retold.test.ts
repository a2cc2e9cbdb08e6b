import { describe, expect, it } from 'vitest';
import { NO_ENRICH, toEcs, withoutUntold } from '../../../lib/cloudtrail';
import { toEventTime } from '../../../lib/cloudtrail/forms/event-time-text';
import { FULLEST_RECORDS } from '../../../lib/cloudtrail/forms/fullest-records';
import { fieldsOf } from '../../../lib/cloudtrail/forms/lacks';
import { parseStruct } from '../../../lib/cloudtrail/forms/struct-text';
import { FIELDS, nest } from '../../../lib/ecs';
import { decode, record } from './support';

const CONSOLE =
  'User name,AWS access key,Event time,Event source,Event name,AWS region,Source IP address,User agent,Error code,Resources,Request ID,Event ID,Read-only,Event type,Recipient Account Id,Event category';
const quote = (text: string) => `"${text.replaceAll('"', '""')}"`;
const consoleRow = (name: string, error = '') =>
  [
    'ana',
    'AKIAEXAMPLE',
    '2024-03-01T10:00:00Z',
    'ec2.amazonaws.com',
    name,
    'eu-west-1',
    '203.0.113.7',
    'aws-cli',
    error,
    quote(
      '[{"resourceType":"AWS::EC2::Instance","resourceName":"i-1"},{"resourceType":"X","resourceName":"arn:aws:x"}]',
    ),
    'r1',
    'e1',
    'true',
    'AwsApiCall',
    '111122223333',
    'Management',
  ].join(',');

describe('the download of the event history as CSV', () => {
  it('tells what its columns tell', async () => {
    const { events, envelope } = await decode(`${CONSOLE}\n${consoleRow('RunInstances', 'AccessDenied')}\n`);
    expect(envelope).toBe('console-csv');
    expect(events.map((event) => event.record)).toEqual([
      {
        userIdentity: { userName: 'ana', accessKeyId: 'AKIAEXAMPLE' },
        eventTime: '2024-03-01T10:00:00Z',
        eventSource: 'ec2.amazonaws.com',
        eventName: 'RunInstances',
        awsRegion: 'eu-west-1',
        sourceIPAddress: '203.0.113.7',
        userAgent: 'aws-cli',
        errorCode: 'AccessDenied',
        resources: [
          { type: 'AWS::EC2::Instance', resourceName: 'i-1' },
          { type: 'X', ARN: 'arn:aws:x' },
        ],
        requestID: 'r1',
        eventID: 'e1',
        readOnly: 'true',
        eventType: 'AwsApiCall',
        recipientAccountId: '111122223333',
        eventCategory: 'Management',
      },
    ]);
  });

  it('says what it lacks: everything but its columns and what follows from them', async () => {
    const { events } = await decode(`${CONSOLE}\n${consoleRow('RunInstances')}\n`);
    const has = [
      '@timestamp event.id event.action event.provider event.outcome event.category event.type event.kind',
      'event.dataset event.module event.ingested event.created data_stream.dataset data_stream.namespace',
      'data_stream.type ecs.version cloud.provider cloud.account.id cloud.region cloud.service.name',
      'user.name user.email related.user related.ip source.address source.ip source.geo.continent_name',
      'source.geo.country_iso_code source.geo.country_name source.geo.region_name source.geo.city_name',
      'source.geo.location source.as.number source.as.organization.name user_agent.original user_agent.name',
      'user_agent.version user_agent.os.name user_agent.os.version user_agent.os.full user_agent.device.name',
      'aws.cloudtrail.event_category aws.cloudtrail.event_type aws.cloudtrail.read_only',
      'aws.cloudtrail.request_id aws.cloudtrail.recipient_account_id aws.cloudtrail.error_code',
      'aws.cloudtrail.resources.arn aws.cloudtrail.resources.type aws.cloudtrail.user_identity.access_key_id',
      // Only digests have these, and no digest becomes an event.
      'related.hash file.path aws.cloudtrail.flattened.digest',
    ].flatMap((line) => line.split(' '));
    const lacks = [...FIELDS.keys()].filter((name) => !has.includes(name)).sort();
    expect(events.map((event) => event.lacks)).toEqual([lacks]);
  });

  it('does not call a console login a success, which it cannot know', async () => {
    const rows = [consoleRow('ConsoleLogin'), consoleRow('ConsoleLogin', 'X'), consoleRow('RunInstances')];
    const { events } = await decode([CONSOLE, ...rows].join('\n'));
    const outcomes = events.map(
      ({ record: told, lacks }) => withoutUntold(toEcs(told, NO_ENRICH), lacks)['event.outcome'],
    );
    expect(outcomes).toEqual([undefined, 'failure', 'success']);
  });

  it('gives events of one form the same list', async () => {
    const { events } = await decode([CONSOLE, consoleRow('A'), consoleRow('B')].join('\n'));
    expect(events[0]?.lacks).toBe(events[1]?.lacks);
  });
});

describe('what is lacking', () => {
  it('is told of every field that an event may have', () => {
    const fields = fieldsOf(FULLEST_RECORDS);
    const notOfEvents = [
      'event.ingested',
      'event.created',
      'related.hash',
      'file.path',
      'aws.cloudtrail.flattened.digest',
    ];
    expect([...FIELDS.keys()].filter((name) => !fields.has(name))).toEqual(notOfEvents);
  });

  it('is the outcome where no column tells of errors', async () => {
    const { events } = await decode('eventName,eventTime,eventID\nX,2024-03-01T10:00:00Z,1\n');
    expect(events[0]?.lacks).toContain('event.outcome');
  });

  it('is the payload where only some of its keys have columns', async () => {
    const text =
      'eventID,eventTime,eventName,userIdentityarn,requestParametersinstanceType,request_parameters.a.b\n1,2024-03-01T10:00:00Z,X,arn:aws:x,t3.micro,2\n';
    const { events } = await decode(text);
    expect(events[0]?.record).toMatchObject({
      userIdentity: { arn: 'arn:aws:x' },
      requestParameters: { instanceType: 't3.micro', a: { b: '2' } },
    });
    expect(events[0]?.lacks).toContain('aws.cloudtrail.request_parameters');
    expect(events[0]?.lacks).not.toContain('aws.cloudtrail.user_identity.arn');
  });
});

describe('query results', () => {
  const struct =
    '{type=AssumedRole, principalid=AROA:ana, arn=arn:aws:sts::111122223333:assumed-role/a/ana, accountid=111122223333, invokedby=null, accesskeyid=ASIA, username=null, sessioncontext={attributes={mfaauthenticated=false, creationdate=2024-03-01T09:00:00Z}, sessionissuer={type=Role, principalid=AROA, arn=arn:aws:iam::111122223333:role/a, accountid=111122223333, username=a}}}';
  const request = '{"instanceId":"i-1","n":1.50}';
  const identity = {
    type: 'AssumedRole',
    principalId: 'AROA:ana',
    arn: 'arn:aws:sts::111122223333:assumed-role/a/ana',
    accountId: '111122223333',
    accessKeyId: 'ASIA',
    sessionContext: {
      attributes: { mfaAuthenticated: 'false', creationDate: '2024-03-01T09:00:00Z' },
      sessionIssuer: {
        type: 'Role',
        principalId: 'AROA',
        arn: 'arn:aws:iam::111122223333:role/a',
        accountId: '111122223333',
        userName: 'a',
      },
    },
  };

  it('reads the structs of Athena, and knows what its table left out', async () => {
    const header =
      'eventversion,useridentity,eventtime,eventsource,eventname,errorcode,errormessage,requestparameters,responseelements,resources';
    const resources = '[{arn=arn:aws:s3:::b, accountid=111122223333, type=AWS::S3::Bucket}]';
    const cells = [
      '1.08',
      struct,
      '2024-03-01T10:00:00Z',
      's3.amazonaws.com',
      'GetObject',
      '',
      '',
      request,
      'null',
      resources,
    ];
    const { events, envelope } = await decode(`${header}\n${cells.map(quote).join(',')}\n`);
    expect(envelope).toBe('athena-csv');
    expect(events[0]?.record).toMatchObject({
      eventVersion: '1.08',
      eventName: 'GetObject',
      userIdentity: identity,
      resources: [{ ARN: 'arn:aws:s3:::b', accountId: '111122223333', type: 'AWS::S3::Bucket' }],
    });
    expect(nest(toEcs(events[0]?.record ?? {}, NO_ENRICH))).toMatchObject({
      user: { name: 'a' },
      aws: { cloudtrail: { request_parameters: '{instanceId=i-1, n=1.5}' } },
    });
    const lacks = events[0]?.lacks ?? [];
    expect(lacks).toContain('aws.cloudtrail.user_identity.session_context.ec2_role_delivery');
    expect(lacks).toContain('source.ip');
    expect(lacks).not.toContain('aws.cloudtrail.user_identity.invoked_by');
    expect(lacks).not.toContain('aws.cloudtrail.flattened.request_parameters');
    expect(lacks).not.toContain('event.outcome');
  });

  it('reads the rows of CloudTrail Lake, whose values are all text', async () => {
    const row = [
      { eventID: 'e1' },
      { eventTime: '2024-03-01 10:00:00.000' },
      { eventName: 'RunInstances' },
      { userIdentity: struct },
      { readOnly: 'false' },
      { requestParameters: '{instanceId=i-1, filter={"a":[1]}}' },
    ];
    const { events, envelope } = await decode(JSON.stringify({ QueryResultRows: [row, row] }), 3);
    expect(envelope).toBe('cloudtrail-lake');
    expect(events).toHaveLength(2);
    expect(events[1]?.record).toEqual({
      eventID: 'e1',
      eventTime: '2024-03-01 10:00:00.000',
      eventName: 'RunInstances',
      userIdentity: identity,
      readOnly: 'false',
      requestParameters: { instanceId: 'i-1', filter: { a: [1] } },
    });
  });

  it('takes JSON whose keys are columns in another casing', async () => {
    const row = {
      Event_Name: 'X',
      'Event time': 1_709_287_200,
      eventid: 'e1',
      user_identity: '{"type":"Root"}',
    };
    const { events, envelope } = await decode(JSON.stringify(row));
    expect(envelope).toBe('derived');
    expect(events[0]?.record).toEqual({
      eventName: 'X',
      eventTime: '2024-03-01T10:00:00.000Z',
      eventID: 'e1',
      userIdentity: { type: 'Root' },
    });
  });
});

describe('Elastic documents without the event they came from', () => {
  const dotted = {
    '@timestamp': '2024-03-01T10:00:00.000Z',
    'event.dataset': 'aws.cloudtrail',
    'event.action': 'CreateBucket',
    'event.provider': 's3.amazonaws.com',
    'event.id': 'e1',
    'cloud.region': 'eu-west-1',
    'cloud.account.id': '111122223333',
    'source.ip': '203.0.113.7',
    'source.address': '203.0.113.7',
    'user.name': 'build',
    'user.id': 'AROA:ana',
    'user_agent.original': 'aws-cli',
    'tls.version': '1.2',
    'tls.version_protocol': 'tls',
    'aws.cloudtrail.user_identity.type': 'AssumedRole',
    'aws.cloudtrail.user_identity.arn': 'arn:aws:sts::111122223333:assumed-role/build/ana',
    'aws.cloudtrail.error_code': 'AccessDenied',
    'aws.cloudtrail.request_parameters': '{bucketName=b, tags=[{value=1, key=a}]}',
    // No Java map prints its keys in this order: somebody has written it.
    'aws.cloudtrail.response_elements': '{tags=x, bucketName=b}',
    'aws.cloudtrail.resources.arn': ['arn:aws:s3:::b'],
    'aws.cloudtrail.resources.type': ['AWS::S3::Bucket'],
  };
  const expected = {
    eventTime: '2024-03-01T10:00:00.000Z',
    eventName: 'CreateBucket',
    eventSource: 's3.amazonaws.com',
    eventID: 'e1',
    awsRegion: 'eu-west-1',
    sourceIPAddress: '203.0.113.7',
    userAgent: 'aws-cli',
    errorCode: 'AccessDenied',
    userIdentity: {
      type: 'AssumedRole',
      arn: 'arn:aws:sts::111122223333:assumed-role/build/ana',
      accountId: '111122223333',
      principalId: 'AROA:ana',
      userName: 'build',
      sessionContext: { sessionIssuer: { userName: 'build' } },
    },
    tlsDetails: { tlsVersion: 'TLSv1.2' },
    resources: [{ ARN: 'arn:aws:s3:::b', type: 'AWS::S3::Bucket' }],
    requestParameters: { bucketName: 'b', tags: [{ value: '1', key: 'a' }] },
  };

  it('are put together again, dotted, nested or as fields of a hit', async () => {
    const fields = Object.fromEntries(Object.entries(dotted).map(([key, value]) => [key, [value].flat()]));
    const forms = [dotted, { _index: 'x', _source: nest(dotted as never) }, { _index: 'x', fields }];
    for (const form of forms) {
      const { events, envelope } = await decode(JSON.stringify(form));
      expect(envelope).toBe('elastic');
      expect(events[0]?.record).toMatchObject(
        form === dotted ? expected : { ...expected, resources: expect.anything() },
      );
    }
  });

  it('keep a print that would read differently when printed again as text, and say so', async () => {
    const { events } = await decode(JSON.stringify(dotted));
    const event = toEcs(events[0]?.record ?? {}, NO_ENRICH);
    expect(event['aws.cloudtrail.request_parameters']).toBe(dotted['aws.cloudtrail.request_parameters']);
    expect(event['aws.cloudtrail.flattened.request_parameters']).toEqual(expected.requestParameters);
    expect(event['aws.cloudtrail.response_elements']).toBe('{tags=x, bucketName=b}');
    expect(event['aws.cloudtrail.flattened.response_elements']).toBeUndefined();
    expect(events[0]?.lacks).toContain('aws.cloudtrail.flattened.response_elements');
    expect(events[0]?.lacks).not.toContain('aws.cloudtrail.flattened.request_parameters');
    expect(events[0]?.lacks).toContain('aws.cloudtrail.user_identity.session_context.source_identity');
    expect(events[0]?.lacks).not.toContain('aws.cloudtrail.resources.arn');
    const { 'aws.cloudtrail.resources.arn': _, 'aws.cloudtrail.resources.type': __, ...without } = dotted;
    const bare = await decode(JSON.stringify(without));
    expect(bare.events[0]?.lacks).toContain('aws.cloudtrail.resources.arn');
  });

  it('give the event they were made from, as far as they tell it', async () => {
    const whole = {
      ...record(1),
      sourceIPAddress: '203.0.113.7',
      userAgent: 'aws-cli',
      requestParameters: { instanceId: 'i-1' },
      readOnly: true,
      recipientAccountId: '111122223333',
    };
    const { ...event } = toEcs(whole as never, NO_ENRICH);
    const { events } = await decode(JSON.stringify(nest(event)));
    expect(toEcs(events[0]?.record ?? {}, NO_ENRICH)).toEqual(event);
  });
});

describe('prints of structs', () => {
  const cases: ReadonlyArray<readonly [text: string, value: unknown]> = [
    ['{}', {}],
    ['[]', []],
    ['{a=}', { a: '' }],
    ['{a=b}', { a: 'b' }],
    ['{a=null, b=1}', { a: null, b: '1' }],
    ['{a=b, c, d=e}', { a: 'b, c', d: 'e' }],
    ['{a={b=c}, d=[e, f]}', { a: { b: 'c' }, d: ['e', 'f'] }],
    ['{a={"x":1, "y":2}}', { a: '{"x":1, "y":2}' }],
    ['{__proto__=x}', JSON.parse('{"__proto__":"x"}')],
    ['{a=b', undefined],
    ['{a=b}}', undefined],
    ['a=b', undefined],
    [`${'{a='.repeat(10_000)}`, undefined],
  ];
  it.each(cases)('%s', (text, value) => {
    expect(parseStruct(text)).toEqual(value);
  });
});

describe('times of exports', () => {
  const cases: ReadonlyArray<readonly [value: string | number, time: unknown]> = [
    ['2024-03-01 10:00:00.000000000', '2024-03-01 10:00:00.000000000'],
    ['2022-02-08 09:23:37+11:00', '2022-02-08 09:23:37+11:00'],
    [1_709_287_200, '2024-03-01T10:00:00.000Z'],
    ['1709287200.25', '2024-03-01T10:00:00.250Z'],
    [1_709_287_200_123, '2024-03-01T10:00:00.123Z'],
    ['1709287200123456789', '2024-03-01T10:00:00.123Z'],
    ['3/1/2024 10:00', '3/1/2024 10:00'],
    ['', ''],
  ];
  it.each(cases)('%s', (value, time) => {
    expect(toEventTime(value)).toBe(time);
  });
});
