import { describe, expect, it } from 'vitest';
import type { EnvelopeKind } from '../../../lib/cloudtrail';
import { decode, record } from './support';

const json = (id: number) => JSON.stringify(record(id));
const lines = (...values: unknown[]) => values.map((value) => JSON.stringify(value)).join('\n');
const pretty = (value: unknown) => JSON.stringify(value, null, 2);

/** One event of `lookup-events`; its own time is wrong on purpose. */
const lookup = (id: number) => ({
  EventId: `e${id}`,
  EventName: 'DescribeInstances',
  ReadOnly: 'true',
  EventTime: '2020-01-01 09:23:37+11:00',
  Username: 'someone',
  Resources: [],
  CloudTrailEvent: json(id),
});
const bus = (id: number) => ({
  version: '0',
  id: 'bus',
  'detail-type': 'AWS API Call via CloudTrail',
  source: 'aws.ec2',
  account: '111122223333',
  time: '2020-01-01T00:00:00Z',
  region: 'eu-west-1',
  resources: [],
  detail: record(id),
});
const logEvent = (id: number) => ({ id: `l${id}`, timestamp: 1_577_836_800_000, message: json(id) });
const filtered = (id: number) => ({
  logStreamName: '111122223333_CloudTrail_eu-west-1',
  timestamp: 1_577_836_800_000,
  message: json(id),
  ingestionTime: 1_577_836_800_001,
  eventId: `f${id}`,
});
const document = (id: number) => ({
  '@timestamp': '2020-01-01T00:00:00.000Z',
  event: { original: json(id), action: 'Other', dataset: 'aws.cloudtrail' },
  aws: { cloudtrail: { event_version: '1.08' } },
});
const hit = (id: number) => ({ _index: 'logs', _id: `h${id}`, _score: 1, _source: document(id) });
const subscription = {
  messageType: 'DATA_MESSAGE',
  owner: '111122223333',
  logGroup: 'trail',
  logStream: '111122223333_CloudTrail_eu-west-1',
  subscriptionFilters: ['all'],
};
const splunk = (id: number) => ({ preview: false, offset: id, result: { _time: '2020', _raw: json(id) } });
const cells = (id: number) => [
  { eventID: `c${id}` },
  { eventTime: '2020-01-01 00:00:00.000' },
  { eventJson: json(id) },
];
const logRow = (id: number) => [
  { field: '@timestamp', value: '2020-01-01 00:00:00.000' },
  { field: '@message', value: json(id) },
  { field: '@ptr', value: 'x' },
];

describe('events in what carries them come out whole', () => {
  const cases: ReadonlyArray<readonly [name: string, text: string, ids: number[], kind: EnvelopeKind]> = [
    ['lookup-events', pretty({ Events: [lookup(1), lookup(2)], NextToken: 'x' }), [1, 2], 'lookup-events'],
    ['lookup-events, other key order', lines({ NextToken: 'x', Events: [lookup(1)] }), [1], 'lookup-events'],
    [
      'pages of lookup-events',
      lines({ Events: [lookup(1)] }, { Events: [lookup(2)] }),
      [1, 2],
      'lookup-events',
    ],
    ['lines of its events', lines(lookup(1), lookup(2)), [1, 2], 'lookup-events'],
    ['a list of its events', lines([lookup(1), lookup(2)]), [1, 2], 'lookup-events'],
    ['a list of the inner events', pretty([json(1), json(2)]), [1, 2], 'lookup-events'],
    ['the inner events behind tabs', `${json(1)}\t${json(2)}\n`, [1, 2], 'concatenated'],
    ['EventBridge', lines(bus(1), bus(2)), [1, 2], 'eventbridge'],
    ['EventBridge, pretty', pretty(bus(1)), [1], 'eventbridge'],
    [
      'a subscription',
      lines({ ...subscription, logEvents: [logEvent(1), logEvent(2)] }),
      [1, 2],
      'cloudwatch-logs',
    ],
    [
      'a subscription, list first',
      lines({ logEvents: [logEvent(1)], ...subscription }, { logEvents: [logEvent(2)], ...subscription }),
      [1, 2],
      'cloudwatch-logs',
    ],
    [
      'a subscription with EventBridge',
      lines({ logEvents: [{ id: '1', message: lines(bus(1)) }] }),
      [1],
      'cloudwatch-logs',
    ],
    [
      'filter-log-events',
      pretty({ events: [filtered(1), filtered(2)], searchedLogStreams: [] }),
      [1, 2],
      'cloudwatch-logs',
    ],
    [
      'lines of an exported log group',
      `2020-01-01T00:00:00.000Z ${json(1)}\n2020-01-01T00:00:01.000Z ${json(2)}\n`,
      [1, 2],
      'cloudwatch-logs',
    ],
    ['the same in milliseconds', `1577836800000 ${json(1)}\n`, [1], 'cloudwatch-logs'],
    [
      'a tail of a log group',
      `2020-01-01T00:00:00.000000+00:00 stream_1 ${json(1)}\n`,
      [1],
      'cloudwatch-logs',
    ],
    [
      'a query of log groups',
      pretty({ results: [logRow(1), logRow(2)], status: 'Complete' }),
      [1, 2],
      'cloudwatch-logs',
    ],
    [
      'CloudTrail Lake with eventJson',
      pretty({ QueryStatus: 'FINISHED', QueryResultRows: [cells(1), cells(2)], QueryStatistics: {} }),
      [1, 2],
      'cloudtrail-lake',
    ],
    [
      'a search of Elasticsearch',
      lines({ took: 1, hits: { total: { value: 2 }, hits: [hit(1), hit(2)] } }),
      [1, 2],
      'elastic',
    ],
    [
      'a response in Kibana',
      pretty({ isRunning: false, rawResponse: { hits: { max_score: 1, hits: [hit(1), hit(2)] }, took: 3 } }),
      [1, 2],
      'elastic',
    ],
    ['lines of hits', lines(hit(1), hit(2)), [1, 2], 'elastic'],
    ['documents', lines(document(1), document(2)), [1, 2], 'elastic'],
    [
      'dotted documents',
      lines({ '@timestamp': '2020-01-01T00:00:00Z', 'event.original': json(1) }),
      [1],
      'elastic',
    ],
    [
      'fields of hits',
      lines({ _index: 'logs', _id: '1', fields: { 'event.original': [json(1)], '@timestamp': ['2020'] } }),
      [1],
      'elastic',
    ],
    [
      'a line in Logstash',
      lines({ '@version': '1', '@timestamp': '2020', message: json(1) }),
      [1],
      'logstash',
    ],
    ['a search of Splunk', lines(splunk(1), splunk(2)), [1, 2], 'splunk'],
    [
      'a job of Splunk',
      lines({ preview: false, results: [{ _bkt: 'x', _raw: json(1), eventName: 'No' }] }),
      [1],
      'splunk',
    ],
    ['_raw alone', lines({ _raw: json(1) }), [1], 'splunk'],
    [
      'a topic with EventBridge',
      lines({ Type: 'Notification', TopicArn: 'x', Message: lines(bus(1)) }),
      [1],
      'eventbridge',
    ],
    ['a queue with EventBridge', lines({ Messages: 1, Body: lines(bus(1)) }), [1], 'eventbridge'],
    [
      'an archive of Datadog',
      lines({ _id: '1', source: 'cloudtrail', attributes: record(1) }),
      [1],
      'datadog',
    ],
    ['OCSF that kept the event', lines({ class_uid: 6003, raw_data: json(1) }), [1], 'ocsf'],
    ['the event parsed already', lines({ EventId: 'x', CloudTrailEvent: record(1) }), [1], 'lookup-events'],
  ];
  it.each(cases)('%s', async (_, text, ids, kind) => {
    for (const size of [1, 7, 300, 64 * 1024]) {
      const { events, reasons, envelope, header } = await decode(text, size);
      expect(reasons).toEqual([]);
      expect(events.map((event) => event.record)).toEqual(ids.map((id) => record(id)));
      expect(events.map(({ lacks }) => lacks)).toEqual(ids.map(() => []));
      expect(header).toBeNull();
      expect(envelope).toBe(kind);
    }
  });

  it('keeps the inner text to the byte, also of an object', async () => {
    const odd = `{ "eventVersion":"1.08", "a": 1.50, "b":[{"c":"}\\"" } ],"eventTime":"2024-03-01T10:00:00Z","eventName":"X","eventID":"x" }`;
    const carriers = [
      `{"id":"1","detail-type":"x","detail" : ${odd} ,"detail2":1}`,
      JSON.stringify({ CloudTrailEvent: odd }),
      JSON.stringify({ _index: 'x', _source: { event: { original: odd } } }),
      `{"_index":"x","_source":{"detail":${odd}}}`,
    ];
    for (const carrier of carriers) {
      expect((await decode(carrier)).events.map(({ text }) => text)).toEqual([odd]);
    }
    expect((await decode(json(1))).events.map(({ text }) => text)).toEqual([null]);
  });

  it('takes the last of a repeated key, as parsers do, in the text as in the record', async () => {
    const text = `{"detail-type":"x","detail":${json(1)},"detail":${json(2)},"__proto__":${json(3)}}`;
    const { events } = await decode(text);
    expect(events).toMatchObject([{ record: record(2), text: json(2) }]);
  });

  it('trusts the time of the event, never that of its carrier', async () => {
    const { events } = await decode(lines(lookup(1), bus(2), document(3)));
    expect(events.map((event) => event.record.eventTime)).toEqual(Array(3).fill('2024-03-01T10:00:00Z'));
  });

  it('takes a record that is whole as it is, whatever else it says', async () => {
    const whole = record(1, { message: json(2), detail: record(3), sourceIPAddress: '203.0.113.7' });
    const { events } = await decode(lines({ Records: [whole] }));
    expect(events.map((event) => event.record)).toEqual([whole]);
  });
});

describe('events that something moved parts of', () => {
  it('gives back the time that Logstash took', async () => {
    const { eventTime, ...rest } = record(1);
    const shipped = { ...rest, '@timestamp': '2024-03-01T10:00:00.000Z', '@version': '1' };
    const { events, envelope } = await decode(lines(shipped));
    expect(events).toMatchObject([{ record: { eventTime: '2024-03-01T10:00:00.000Z' }, lacks: [] }]);
    expect(eventTime).toBe('2024-03-01T10:00:00Z');
    expect(envelope).toBe('logstash');
  });

  it('gives back the address and the agent that Datadog took', async () => {
    const moved = record(1, { network: { client: { ip: '203.0.113.7' } }, http: { useragent: 'aws-cli/2' } });
    const { events, envelope } = await decode(lines({ Records: [moved] }));
    expect(events).toMatchObject([
      { record: { ...record(1), sourceIPAddress: '203.0.113.7', userAgent: 'aws-cli/2' }, lacks: [] },
    ]);
    expect(envelope).toBe('datadog');
  });

  it('takes what Panther adds, and its times', async () => {
    const row = record(1, {
      eventTime: '2024-12-12 21:44:35.000000000',
      sourceIPAddress: '203.0.113.7',
      p_log_type: 'AWS.CloudTrail',
    });
    const { events, envelope } = await decode(lines(row));
    expect(events).toMatchObject([{ record: row, lacks: [] }]);
    expect(envelope).toBe('panther');
  });
});

describe('what is no event is told apart', () => {
  const pointer = 'an SNS, SQS or S3 notification that only points to log files';
  const cases: ReadonlyArray<readonly [name: string, text: string, kind: EnvelopeKind, reasons: string[]]> = [
    [
      'notices of log files',
      lines({ Type: 'Notification', TopicArn: 'x', Message: lines({ s3Bucket: 'b', s3ObjectKey: ['k'] }) }),
      'pointer',
      [pointer],
    ],
    [
      'notices of objects',
      lines({
        Records: [{ eventVersion: '2.1', eventSource: 'aws:s3', eventName: 'ObjectCreated:Put', s3: {} }],
      }),
      'pointer',
      [pointer],
    ],
    [
      'a message of a queue with such a notice',
      lines({ Messages: [], ReceiptHandle: 'x', Body: lines({ Records: [{ eventSource: 'aws:s3' }] }) }),
      'pointer',
      [pointer],
    ],
    [
      'control messages',
      lines({
        messageType: 'CONTROL_MESSAGE',
        logEvents: [{ id: '', message: 'CWL CONTROL MESSAGE: Checking.' }],
      }),
      'control',
      ['a CloudWatch Logs control message'],
    ],
    [
      'OCSF',
      lines({ class_uid: 6003, metadata: { product: { name: 'CloudTrail' } }, api: {} }),
      'ocsf',
      ['an OCSF event (Security Lake): export the CloudTrail log files instead'],
    ],
    ['an empty answer', lines({ Events: [] }), 'empty', ['an answer without events']],
    ['an empty search', lines({ hits: { total: 0, hits: [] } }), 'empty', ['an answer without events']],
    [
      'another bus event',
      lines({ 'detail-type': 'EC2 Instance State-change', detail: { state: 'x' } }),
      'not-cloudtrail',
      ['not a CloudTrail record'],
    ],
    [
      'another log line',
      lines({ id: '1', timestamp: 1, message: 'START RequestId: x' }),
      'not-cloudtrail',
      ['not a CloudTrail record'],
    ],
    [
      'another cloud',
      lines({ records: [{ time: '2024', operationName: 'X', eventName: { value: 'EndRequest' } }] }),
      'not-cloudtrail',
      ['not a CloudTrail record'],
    ],
  ];
  it.each(cases)('%s', async (_, text, kind, reasons) => {
    for (const size of [1, 64 * 1024]) {
      const read = await decode(text, size);
      expect(read).toMatchObject({ events: [], reasons, envelope: kind });
    }
  });

  it('keeps control messages apart from the events beside them', async () => {
    const control = { logEvents: [{ id: '', message: 'CWL CONTROL MESSAGE: Checking.' }] };
    const read = await decode(lines(control, { logEvents: [logEvent(1)] }));
    expect(read.events).toHaveLength(1);
    expect(read.envelope).toBe('cloudwatch-logs');
  });

  it('reports an event that its carrier cut off', async () => {
    const { events, reasons } = await decode(lines({ EventId: 'x', CloudTrailEvent: json(1).slice(0, 150) }));
    expect(events).toEqual([]);
    expect(reasons).toEqual([expect.stringMatching(/^the event in `CloudTrailEvent`: malformed JSON/)]);
  });
});

describe('lines that only look like those of a log group', () => {
  it.each(['2020-01-01', '12', '2020-01-01T00:00:00Z a b', '2020-01-01T00:00:00Z'])('%s', async (stamp) => {
    for (const size of [1, 64 * 1024]) {
      const { events, reasons } = await decode(`${json(1)}\n${stamp}${json(2)}\n${json(3)}`, size);
      expect(events.map((event) => event.record)).toEqual([record(1), record(3)]);
      expect(reasons).toEqual(['not JSON']);
    }
  });
});

describe('keys that only look like those of a list', () => {
  const cases: ReadonlyArray<readonly [name: string, value: object]> = [
    ['deeper', record(1, { requestParameters: { Events: [lookup(2)], logEvents: [logEvent(2)] } })],
    ['with other content', record(1, { Events: [{ a: 1 }], events: [1, 'x'], hits: 3, data: { x: [] } })],
    ['with lists of other objects', record(1, { logEvents: [{ a: 1 }], hits: { hits: [{ a: 1 }] } })],
    ['with lists of lists', record(1, { events: [[{ message: 'x' }]], results: [[{ a: 1 }]] })],
    ['empty', record(1, { Events: [], events: [], logEvents: [], QueryResultRows: [], hits: { hits: [] } })],
    [
      'hits without hits',
      record(1, { hits: { Records: [{ eventVersion: '1' }], other: [{ _index: 'x' }] } }),
    ],
    ['Records in other objects', record(1, { x: { Records: [record(2)] } })],
    ['with blanks beyond measure', record(1, { Events: [{ EventId: 'x' }] })],
  ];
  it.each(cases)('%s: the record stays one', async (name, value) => {
    const blanks = name === 'with blanks beyond measure' ? ' '.repeat(1000) : '';
    const text = JSON.stringify(value).replace('"Events":[{"EventId"', `"Events":[${blanks}{"EventId"`);
    for (const size of [1, 5, 64 * 1024]) {
      const { events, reasons } = await decode(`${text}\n${json(3)}`, size);
      expect(reasons).toEqual([]);
      expect(events.map((event) => event.record)).toEqual([value, record(3)]);
    }
  });

  it('reports a document that ends where a list was about to open', async () => {
    for (const text of ['{"Events":[', '{"Events":[ {"Even', '{"hits":{"hits":[']) {
      for (const size of [1, 64]) {
        const { reasons } = await decode(text, size);
        expect(reasons).toEqual(['truncated: the file ends inside this record']);
      }
    }
  });
});
