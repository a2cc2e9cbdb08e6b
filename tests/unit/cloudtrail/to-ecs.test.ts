import { readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { NO_ENRICH, toEcs } from '../../../lib/cloudtrail';
import { FIELDS } from '../../../lib/ecs';
import { parse } from './support';

interface Golden {
  readonly name: string;
  readonly record: object;
  /** Fields with their values; the whole event when `isWhole`. */
  readonly ecs: Readonly<Record<string, unknown>>;
  readonly absent: readonly string[];
  readonly isWhole?: boolean;
}

const GOLDENS: readonly Golden[] = JSON.parse(
  readFileSync(path.resolve(import.meta.dirname, '../../fixtures/cloudtrail/goldens.json'), 'utf8'),
);

const ecs = (record: object) => toEcs(parse(JSON.stringify(record)), NO_ENRICH);

describe('toEcs', () => {
  it.each(GOLDENS)('$name', ({ record, ecs: expected, absent, isWhole }) => {
    const event = ecs(record);
    if (isWhole) expect(event).toEqual(expected);
    else expect(event).toMatchObject(expected);
    for (const name of absent) expect(event).not.toHaveProperty([name]);
  });

  it('keeps resources as the integration does', () => {
    const bucket = { ARN: 'arn:aws:s3:::logs', accountId: '1', type: 'AWS::S3::Bucket' };
    const object = { ARNPrefix: 'arn:aws:s3:::logs/', type: 'AWS::S3::Object' };
    const { 'aws.cloudtrail.resources': resources } = ecs({ resources: [bucket, object, bucket, null, 'x'] });
    expect(resources).toHaveLength(2);
    expect(resources).toEqual(
      expect.arrayContaining([object, { arn: bucket.ARN, account_id: '1', type: bucket.type }]),
    );
  });

  it('makes no flattened copy of what renders to 32,766 characters or more', () => {
    const of = (length: number) => ecs({ requestParameters: { a: 'x'.repeat(length - '{a=}'.length) } });
    expect(of(32_765)).toHaveProperty(['aws.cloudtrail.flattened.request_parameters']);
    expect(of(32_766)).not.toHaveProperty(['aws.cloudtrail.flattened.request_parameters']);
    expect(String(of(32_766)['aws.cloudtrail.request_parameters'])).toHaveLength(32_766);
  });

  it('renders numbers as they stood in the record', () => {
    const event = toEcs(
      parse('{"requestParameters":{"share":80.0,"id":12345678901234567890,"size":1726046908000}}'),
      NO_ENRICH,
    );
    expect(event['aws.cloudtrail.request_parameters']).toBe(
      '{size=1726046908000, share=80.0, id=12345678901234567890}',
    );
    expect(event['aws.cloudtrail.flattened.request_parameters']).toEqual({
      share: 80,
      id: '12345678901234567890',
      size: 1726046908000,
    });
  });

  it('treats __proto__ as an ordinary key', () => {
    const event = toEcs(parse('{"requestParameters":{"__proto__":{"admin":true,"x":""},"b":1}}'), NO_ENRICH);
    expect(event['aws.cloudtrail.request_parameters']).toContain('__proto__={admin=true}');
    expect(JSON.stringify(event['aws.cloudtrail.flattened.request_parameters'])).toBe(
      '{"__proto__":{"admin":true},"b":1}',
    );
    expect(({} as { admin?: unknown }).admin).toBeUndefined();
  });

  it('asks for look-ups once, with the address and the agent, and takes what they say', () => {
    const geo = vi.fn(() => ({ 'source.geo.country_iso_code': 'NL' }));
    const agent = vi.fn(() => ({ 'user_agent.name': 'aws-cli' }));
    const record = parse('{"sourceIPAddress":"198.51.100.7","userAgent":"[aws-cli/2]"}');
    expect(toEcs(record, { geo, agent })).toMatchObject({
      'source.geo.country_iso_code': 'NL',
      'user_agent.name': 'aws-cli',
      'user_agent.original': '[aws-cli/2]',
    });
    expect(geo.mock.calls).toEqual([['198.51.100.7']]);
    expect(agent.mock.calls).toEqual([['[aws-cli/2]']]);
    toEcs(parse('{"sourceIPAddress":"AWS Internal"}'), { geo, agent });
    expect(geo).toHaveBeenCalledTimes(1);
  });

  it('never throws, and gives only registered fields of the registered shape', () => {
    const key = fc.constantFrom(
      ...['userIdentity', 'sessionContext', 'sessionIssuer', 'arn', 'type', 'userName', 'requestParameters'],
      ...['responseElements', 'eventName', 'resources', 'tlsDetails', 'eventTime', 'insightDetails', 'ARN'],
      ...['additionalEventData', 'sourceIPAddress', 'instancesSet', 'items', '__proto__', 'digestEndTime'],
    );
    const value = fc.letrec((tie) => ({
      node: fc.oneof(
        { maxDepth: 4 },
        fc.string(),
        fc.constantFrom('AssumedRole', 'AWSService', 'ConsoleLogin', '-', '2024-03-01T10:00:00Z', '1.2.3.4'),
        fc.double(),
        fc.constant(null),
        fc.boolean(),
        fc.array(tie('node'), { maxLength: 3 }),
        fc.dictionary(key, tie('node'), { maxKeys: 6 }),
      ),
    })).node;
    fc.assert(
      fc.property(fc.dictionary(key, value, { maxKeys: 12 }), (record) => {
        for (const [name, found] of Object.entries(ecs(record))) {
          const field = FIELDS.get(name);
          if (name === 'aws.cloudtrail.resources') continue;
          if (!field) throw new Error(`${name} is not in the registry`);
          expect(Array.isArray(found)).toBe(field.array);
        }
      }),
      { numRuns: 500 },
    );
  });
});
