import { describe, expect, test } from 'vitest';
import { formatS3Location, isS3Url, parseS3Url, readS3Location, s3Url } from '@/lib/sources/s3-location';

describe('what a person writes', () => {
  test.each([
    ['s3://logs', 'logs', ''],
    ['s3://logs/', 'logs', ''],
    ['S3://logs/AWSLogs/111122223333/', 'logs', 'AWSLogs/111122223333/'],
    ['s3://my.logs-1/a b/ü?x=1#y%20', 'my.logs-1', 'a b/ü?x=1#y%20'],
  ])('%s', (text, bucket, key) => {
    expect(parseS3Url(text)).toEqual({ bucket, key });
  });

  test.each(['s3://', 's3:///key', 's3://b', 's3://-x/key', 's3://bu cket/x'])(
    '%s names no bucket',
    (text) => {
      expect(() => parseS3Url(text)).toThrow('names no bucket');
    },
  );

  test('is told from a path', () => {
    expect(['s3://logs/x', 'S3://logs'].map(isS3Url)).toEqual([true, true]);
    expect(['/tmp/s3://x', 's3', 'https://x/s3://'].map(isS3Url)).toEqual([false, false, false]);
  });
});

describe('a location kept as one string', () => {
  test.each([
    'AWSLogs/111122223333/CloudTrail/',
    '',
    'what?x=1&y#z',
    'a%2Fb/c%20d+e/ü 日🔑',
    '//double/../and/./dots',
    'line\nbreak\u0000',
  ])('comes back as it was: %j', (key) => {
    const location = {
      bucket: 'logs',
      key,
      isObject: true,
      region: 'eu-west-1',
      endpoint: 'http://127.0.0.1:9000',
      since: '2026-03-01',
      until: '2026-03-31',
    };
    expect(readS3Location(formatS3Location(location))).toEqual(location);
    const plain = { bucket: 'logs', key, isObject: false };
    expect(readS3Location(formatS3Location(plain))).toEqual(plain);
  });

  test('is shown without its options', () => {
    expect(s3Url(readS3Location('s3://logs/a%20b?region=eu-west-1'))).toBe('s3://logs/a b');
  });
});
