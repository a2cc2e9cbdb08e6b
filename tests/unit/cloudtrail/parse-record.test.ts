import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  eventKey,
  isCanonicalUuid,
  parseEventTime,
  parseRecord,
  recordKind,
  recordProblem,
} from '../../../lib/cloudtrail';
import { removeEmpties } from '../../../lib/cloudtrail/empties';
import { parse, record } from './support';

describe('parseRecord', () => {
  const refusals: ReadonlyArray<readonly [text: string, reason: RegExp]> = [
    ['[1]', /a JSON array, not an object/],
    ['"x"', /a JSON string, not an object/],
    ['null', /a JSON null, not an object/],
    ['80.0', /a JSON number, not an object/],
    ['{"a":tru}', /^malformed JSON: /],
    ['{"a":1,}', /^malformed JSON: /],
    ['', /^malformed JSON: /],
    [`{"a":${'['.repeat(100_000)}${']'.repeat(100_000)}}`, /nested deeper than 500 levels/],
  ];
  it.each(refusals)('refuses %.20s', (text, reason) => {
    const parsed = parseRecord(Buffer.from(text));
    expect(parsed).toEqual({ ok: false, reason: expect.stringMatching(reason) });
  });

  it('agrees with JSON.parse on everything but numbers that it would change', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => {
        const text = JSON.stringify(value);
        const exact = parseRecord(Buffer.from(text), true);
        if (!exact.ok) throw new Error(exact.reason);
        expect(JSON.stringify(plain(exact.record))).toBe(JSON.stringify(JSON.parse(text)));
      }),
    );
  });

  it('finds out by itself when the exact parse is needed', () => {
    fc.assert(
      fc.property(fc.constantFrom('1.0', '1e3', '1E3', '-0', '12345678901234567', '-1.5'), (literal) => {
        expect(removeEmpties(parse(`{"a":{"b":[1,{"c" : ${literal}}]}}`))).not.toBeUndefined();
        expect(JSON.stringify(parse(`{"c" : ${literal}}`))).toContain(`"text":"${literal}"`);
        expect(JSON.stringify(parse(`[${literal}]`.replace(/^/, '{"c":').concat('}')))).toContain('"text"');
      }),
    );
  });

  it('takes escapes, invalid UTF-8 and lone surrogates as text', () => {
    expect(parse(String.raw`{"a":"\u0000\ud800\"\\","b":1.0}`).a).toBe('\0\ud800"\\');
    const invalid = parseRecord(Buffer.from([...Buffer.from('{"a":"'), 0xff, 0xfe, ...Buffer.from('"}')]));
    expect(invalid).toEqual({ ok: true, record: { a: '��' } });
  });

  it('never touches prototypes', () => {
    const parsed = parse('{"__proto__":{"polluted":1.0},"constructor":{"prototype":{"polluted":1}}}');
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
    expect(Object.keys(parsed)).toEqual(['__proto__', 'constructor']);
    expect(JSON.stringify(removeEmpties(parsed))).toBe(
      '{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}',
    );
  });

  it('keeps numbers as JSON numbers in copies, and digits that no number holds as text', () => {
    expect(removeEmpties(parse('{"a":80.0,"b":9007199254740993,"c":1e400,"d":7}'))).toEqual({
      a: 80,
      b: '9007199254740993',
      c: '1e400',
      d: 7,
    });
  });
});

/** Number literals as JavaScript would have them. */
function plain(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value), (_, child) =>
    typeof child === 'object' && child !== null && Object.keys(child).join() === 'text'
      ? Number(child.text)
      : child,
  );
}

describe('parseEventTime', () => {
  const cases: ReadonlyArray<readonly [text: string, time: string | undefined]> = [
    ['2023-07-10T11:55:35Z', '2023-07-10T11:55:35.000Z'],
    ['2023-07-10T11:55:35.1Z', '2023-07-10T11:55:35.100Z'],
    ['2023-07-10T11:55:35.123999Z', '2023-07-10T11:55:35.123Z'],
    ['2023-07-10T13:55:35+02:00', '2023-07-10T11:55:35.000Z'],
    ['2023-07-10T00:55:35-0930', '2023-07-10T10:25:35.000Z'],
    ['2022-02-08 09:23:37+11:00', '2022-02-07T22:23:37.000Z'],
    ['2024-12-12 21:44:35', '2024-12-12T21:44:35.000Z'],
    ['2024-12-12 21:44:35.000000000', '2024-12-12T21:44:35.000Z'],
    ['2024-12-12 21:44:35 UTC', '2024-12-12T21:44:35.000Z'],
    ['2024-12-12T21:44:35', '2024-12-12T21:44:35.000Z'],
    ['20131102T010628Z', '2013-11-02T01:06:28.000Z'],
    ['2024-02-29T00:00:00Z', '2024-02-29T00:00:00.000Z'],
    ['2023-02-29T00:00:00Z', undefined],
    ['2023-13-01T00:00:00Z', undefined],
    ['2023-04-31T00:00:00Z', undefined],
    ['2023-07-10T24:00:00Z', undefined],
    ['2023-07-10T11:60:35Z', undefined],
    ['1969-12-31T23:59:59Z', undefined],
    ['2023-07-10X11:55:35Z', undefined],
    ['2023/07/10T11:55:35Z', undefined],
    ['1688990135', undefined],
    ['ThisIsAWrongEventTime', undefined],
    ['...', undefined],
    ['', undefined],
  ];
  it.each(cases)('%s', (text, time) => {
    expect(parseEventTime(text)).toBe(time);
  });

  it('agrees with Date on every second of the years it takes', () => {
    fc.assert(
      fc.property(fc.date({ min: new Date(0), max: new Date('2999-12-31'), noInvalidDate: true }), (date) => {
        const iso = date.toISOString();
        expect(parseEventTime(iso)).toBe(iso);
        expect(parseEventTime(`${iso.slice(0, 19)}Z`)).toBe(`${iso.slice(0, 19)}.000Z`);
      }),
    );
  });
});

const POINTER = 'an SNS, SQS or S3 notification that only points to log files';
const OCSF = 'an OCSF event (Security Lake): export the CloudTrail log files instead';

describe('kinds and problems', () => {
  const cases: ReadonlyArray<readonly [kind: string, record: object, problem: string | null]> = [
    ['event', record(1), null],
    ['event', { ...record(1), eventTime: null }, 'no eventTime'],
    ['event', { eventName: 'X', eventSource: 'y' }, 'no eventTime'],
    ['event', { ...record(1), eventTime: 'soon' }, 'eventTime "soon" is not a time'],
    ['insight', { eventType: 'AwsCloudTrailInsight', eventTime: '2024-03-01T10:00:00Z' }, null],
    ['digest', { digestEndTime: '2024-03-01T10:00:00Z', logFiles: [] }, 'a CloudTrail digest, not an event'],
    ['other', { operationName: 'Microsoft.Compute/x', time: '2024' }, 'not a CloudTrail record'],
    ['pointer', { ...record(1), eventSource: 'aws:s3', s3: { bucket: {} } }, POINTER],
    ['pointer', { s3Bucket: 'trail', s3ObjectKey: ['AWSLogs/1/x.json.gz'] }, POINTER],
    ['pointer', { Type: 'Notification', TopicArn: 'arn:aws:sns:x', Message: 'hello' }, POINTER],
    ['pointer', { MessageId: '1', ReceiptHandle: 'x', Body: '{}' }, POINTER],
    ['pointer', { Service: 'Amazon S3', Event: 's3:TestEvent', Bucket: 'trail' }, POINTER],
    ['pointer', { source: 'aws.s3', 'detail-type': 'Object Created', detail: { object: {} } }, POINTER],
    [
      'control',
      { id: '1', timestamp: 1, message: 'CWL CONTROL MESSAGE: Checking health of destination.' },
      'a CloudWatch Logs control message',
    ],
    ['control', { messageType: 'CONTROL_MESSAGE' }, 'a CloudWatch Logs control message'],
    ['ocsf', { class_uid: 6003, metadata: { product: { name: 'CloudTrail' } } }, OCSF],
    ['other', { class_uid: 6003, metadata: { product: { name: 'Okta' } } }, 'not a CloudTrail record'],
    ['empty', { Events: [], NextToken: null }, 'an answer without events'],
    ['empty', { hits: { total: 0, hits: [] } }, 'an answer without events'],
    ['other', {}, 'not a CloudTrail record'],
  ];
  it.each(cases)('%s', (kind, value, problem) => {
    const parsed = parse(JSON.stringify(value));
    expect(recordKind(parsed)).toBe(kind);
    expect(recordProblem(parsed)).toBe(problem);
  });
});

describe('eventKey', () => {
  const bytes = Buffer.from('{"a":1}');

  it('takes a lower-case UUID as it is', () => {
    const id = '8d919374-a95d-482e-9d3d-881be4bc638c';
    expect(eventKey(id, bytes)).toBe(id);
  });

  it('derives a stable UUID from any other id, and from the bytes when there is none', () => {
    const upper = '8D919374-A95D-482E-9D3D-881BE4BC638C';
    const keys = [eventKey(upper, bytes), eventKey('EXAMPLE', bytes), eventKey(undefined, bytes)];
    for (const key of keys) expect(isCanonicalUuid(key)).toBe(true);
    expect(new Set(keys).size).toBe(3);
    expect(eventKey('EXAMPLE', Buffer.from('other'))).toBe(keys[1]);
    expect(eventKey('', bytes)).toBe(keys[2]);
    expect(eventKey(undefined, Buffer.from('other'))).not.toBe(keys[2]);
    expect(eventKey('{"a":1}', bytes)).not.toBe(keys[2]);
  });
});
