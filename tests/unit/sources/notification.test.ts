import { describe, expect, test } from 'vitest';
import { parseNotification } from '@/lib/sources/notification';

const record = (eventName: string, key: string) => ({
  eventVersion: '2.1',
  eventSource: 'aws:s3',
  awsRegion: 'eu-west-1',
  eventName,
  s3: { bucket: { name: 'logs', arn: 'arn:aws:s3:::logs' }, object: { key, size: 5, eTag: 'abc' } },
});
const parse = (body: unknown) => parseNotification(JSON.stringify(body));
const sns = (message: unknown) => ({
  Type: 'Notification',
  TopicArn: 'arn:aws:sns:eu-west-1:111122223333:t',
  Message: typeof message === 'string' ? message : JSON.stringify(message),
});
const one = (key: string, etag: string | null) => ({
  kind: 'objects',
  objects: [{ bucket: 'logs', key, etag }],
});

describe('an object is found in', () => {
  const s3 = { Records: [record('ObjectCreated:Put', 'a/b+c%C3%BC%2Bd%25.json.gz')] };
  const trail = { s3Bucket: 'logs', s3ObjectKey: ['AWSLogs/1+%2B.json.gz'] };

  test("S3's notification, its key decoded", () => {
    expect(parse(s3)).toEqual(one('a/b cü+d%.json.gz', 'abc'));
  });

  test("CloudTrail's notification, its keys as they are", () => {
    expect(parse(trail)).toEqual(one('AWSLogs/1+%2B.json.gz', null));
    expect(parse({ s3Bucket: 'logs', s3ObjectKey: ['a', 'b'] })).toMatchObject({
      objects: [{ key: 'a' }, { key: 'b' }],
    });
  });

  test('both of them wrapped by SNS', () => {
    expect(parse(sns(s3))).toEqual(one('a/b cü+d%.json.gz', 'abc'));
    expect(parse(sns(trail))).toEqual(one('AWSLogs/1+%2B.json.gz', null));
  });

  test("EventBridge's event, its key as it is", () => {
    const event = {
      version: '0',
      'detail-type': 'Object Created',
      source: 'aws.s3',
      detail: { bucket: { name: 'logs' }, object: { key: 'a/b+c%C3.json', size: 5, etag: 'abc' } },
    };

    expect(parse(event)).toEqual(one('a/b+c%C3.json', 'abc'));
    expect(parse(sns(event))).toEqual(one('a/b+c%C3.json', 'abc'));
    expect(parse({ ...event, 'detail-type': 'Object Deleted' })).toEqual({ kind: 'ignored' });
  });

  test('several at once, removals left out', () => {
    const mixed = { Records: [record('ObjectCreated:Put', 'a'), record('ObjectRemoved:Delete', 'b')] };

    expect(parse(mixed)).toEqual(one('a', 'abc'));
    expect(parse({ Records: [record('ObjectRemoved:Delete', 'b')] })).toEqual({ kind: 'ignored' });
  });
});

test('tests and greetings are of no interest', () => {
  const greeting = { Service: 'Amazon S3', Event: 's3:TestEvent', Bucket: 'logs', RequestId: 'x' };

  expect([parse(greeting), parse(sns(greeting)), parse(sns('CloudTrail validation message.'))]).toEqual(
    [1, 2, 3].map(() => ({ kind: 'ignored' })),
  );
});

describe('what tells of no object says why', () => {
  test.each([
    ['', 'not JSON'],
    ['hello', 'not JSON'],
    ['null', 'no S3 object'],
    ['[]', 'no S3 object'],
    ['{"Records":[{"eventSource":"aws:s3"}]}', 'no S3 object'],
    ['{"Records":[{"eventID":"1","eventName":"RunInstances"}]}', 'no S3 object'],
    ['{"s3Bucket":"logs","s3ObjectKey":"not a list"}', 'no S3 object'],
    ['{"Type":"SubscriptionConfirmation","Message":"x","SubscribeURL":"https://x"}', 'no S3 object'],
    [JSON.stringify({ Records: [record('ObjectCreated:Put', '%E0%A4%A')] }), 'not encoded'],
  ])('%s', (body, reason) => {
    expect(parseNotification(body)).toEqual({ kind: 'unknown', reason: expect.stringContaining(reason) });
  });

  test('SNS in SNS in SNS does not go on for ever', () => {
    let body = JSON.stringify(sns('{}'));
    for (let depth = 0; depth < 5; depth += 1) body = JSON.stringify(sns(body));

    expect(parseNotification(body)).toMatchObject({ kind: 'unknown' });
  });
});
