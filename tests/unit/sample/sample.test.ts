import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { JsonObject, JsonValue } from '../../../lib/ecs';
import { describeAddress, describeAgent, type Geo, openGeo } from '../../../lib/enrich';
import {
  ADDRESSES,
  encodeSampleFile,
  expectedAlerts,
  generateSample,
  SAMPLE_END,
  SAMPLE_START,
  writeSample,
} from '../../../lib/sample';
import { DAY_MS } from '../../../lib/time';

const sample = generateSample();
const delivered = sample.files.flatMap(({ records }) => records);
const records = [...new Map(delivered.map((record) => [text(record, 'eventID'), record])).values()];

function at(value: JsonValue | undefined, ...keys: string[]): JsonValue | undefined {
  let node = value;
  for (const key of keys) {
    if (typeof node !== 'object' || node === null || Array.isArray(node)) return undefined;
    node = (node as JsonObject)[key];
  }
  return node;
}
function text(record: JsonObject, ...keys: string[]): string {
  const value = at(record, ...keys);
  return typeof value === 'string' ? value : '';
}
function timeOf(record: JsonObject): number {
  return Date.parse(text(record, 'eventTime'));
}

describe('the sample', () => {
  const digest = ({ files }: ReturnType<typeof generateSample>) => {
    const hash = createHash('sha256');
    for (const file of files) hash.update(file.path).update(JSON.stringify(file.records));
    for (const file of files.slice(0, 40)) hash.update(encodeSampleFile(file));
    return hash.digest('hex');
  };

  it('is the same bytes for the same seed, and others for another', () => {
    expect(digest(generateSample())).toBe(digest(sample));
    expect(digest(generateSample({ seed: 1 }))).not.toBe(digest(sample));
  });

  it('has the promised size and span', () => {
    expect(records.length).toBeGreaterThan(12_000);
    expect(records.length).toBeLessThan(20_000);
    const times = records.map(timeOf);
    expect(Math.min(...times)).toBeGreaterThanOrEqual(SAMPLE_START);
    expect(Math.max(...times)).toBeLessThan(SAMPLE_END);
    expect(Math.max(...times) - Math.min(...times)).toBeGreaterThan(15.9 * DAY_MS);
  });

  it('delivers some events twice, in two different files', () => {
    const places = new Map<string, Set<string>>();
    for (const { path: file, records: content } of sample.files) {
      for (const record of content) {
        const id = text(record, 'eventID');
        places.set(id, (places.get(id) ?? new Set()).add(file));
      }
    }
    const twice = [...places].filter(([, files]) => files.size > 1).map(([id]) => id);
    expect(twice.length).toBeGreaterThan(20);
    expect(delivered.length - records.length).toBe(twice.length);
    expect(twice).toContain(expectedAlerts.find(({ instance }) => instance === 'reporting-1')?.eventId);
  });

  it('names its files as CloudTrail does, each once', () => {
    const names = sample.files.map((file) => file.path);
    expect(new Set(names).size).toBe(names.length);
    for (const name of names) {
      expect(name).toMatch(
        /^AWSLogs\/111122223333\/CloudTrail\/([a-z0-9-]+)\/2026\/03\/\d\d\/111122223333_CloudTrail_\1_202603\d\dT\d{4}Z_[A-Za-z0-9]{16}\.json\.gz$/,
      );
    }
  });

  it('is written as gzip files below a folder', async () => {
    const directory = await mkdtemp(path.join(tmpdir(), 'trailhound-sample-'));
    try {
      const written = await writeSample(directory);
      expect(written).toMatchObject({ files: sample.files.length, records: delivered.length });
      const [first] = sample.files;
      const bytes = await readFile(path.join(directory, first?.path ?? ''));
      expect(bytes.subarray(4, 8)).toEqual(Buffer.alloc(4));
      expect(JSON.parse(gunzipSync(bytes).toString('utf8'))).toEqual({ Records: first?.records });
    } finally {
      await rm(directory, { recursive: true, force: true });
    }
  });
});

describe('every record', () => {
  it('has the fields of a CloudTrail record', () => {
    const shapes = {
      eventVersion: /^1\.(08|09|10)$/,
      eventTime: /^2026-03-\d\dT\d\d:\d\d:\d\dZ$/,
      eventSource: /^[a-z0-9]+\.amazonaws\.com$/,
      eventName: /^[A-Z]\w+$/,
      awsRegion: /^[a-z]+-[a-z]+-\d$/,
      sourceIPAddress: /./,
      userAgent: /./,
      requestID: /^[0-9A-Za-z-]{16,36}$/,
      eventID: /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
      eventType: /^Aws(ApiCall|ConsoleSignIn|ServiceEvent)$/,
      recipientAccountId: /^111122223333$/,
    };
    const problems = records.flatMap((record) => [
      ...Object.entries(shapes).flatMap(([key, shape]) =>
        shape.test(text(record, key)) ? [] : [`${key} ${text(record, key)}`],
      ),
      ...['requestParameters', 'responseElements', 'userIdentity', 'readOnly'].filter(
        (key) => !(key in record),
      ),
      ...((text(record, 'eventCategory') === 'Management') === record.managementEvent
        ? []
        : ['eventCategory']),
    ]);
    expect(problems).toEqual([]);
  });

  it('comes from a named program, at an address that fits', () => {
    const agents = new Set(records.map((record) => text(record, 'userAgent')));
    const addresses = new Set(records.map((record) => text(record, 'sourceIPAddress')));
    expect([...agents].filter((agent) => describeAgent(agent).kind === 'unknown')).toEqual([]);
    expect([...addresses].filter((address) => /other|reserved/.test(describeAddress(address).kind))).toEqual(
      [],
    );
  });

  it('uses keys that nobody can take for real', () => {
    const keys = JSON.stringify(records).match(/\b(AKIA|ASIA)[A-Z0-9]{16}\b/g) ?? [];
    expect(keys.length).toBeGreaterThan(1000);
    expect(keys.filter((key) => !key.slice(4).startsWith('EXAMPLE'))).toEqual([]);
  });
});

describe('expectedAlerts', () => {
  const WINDOW_MS = 14 * DAY_MS;

  /** The rule's query and its new-terms condition, as plainly as they can be said. */
  function naiveAlerts(): JsonObject[] {
    const matching = records.filter(
      (record) =>
        text(record, 'eventSource') === 'ec2.amazonaws.com' &&
        text(record, 'eventName') === 'DescribeInstanceAttribute' &&
        record.errorCode === undefined &&
        record.errorMessage === undefined &&
        text(record, 'requestParameters', 'attribute') === 'userData' &&
        text(record, 'requestParameters', 'instanceId') !== '' &&
        !['AWS Internal', 'cloudformation.amazonaws.com'].includes(
          text(record, 'userIdentity', 'invokedBy'),
        ) &&
        text(record, 'userIdentity', 'arn') !== '',
    );
    const tuple = (record: JsonObject) =>
      `${text(record, 'userIdentity', 'arn')} ${text(record, 'requestParameters', 'instanceId')}`;
    const isEarlier = (one: JsonObject, other: JsonObject) =>
      timeOf(one) < timeOf(other) ||
      (timeOf(one) === timeOf(other) && text(one, 'eventID') < text(other, 'eventID'));
    return matching
      .filter(
        (record) =>
          !matching.some(
            (other) =>
              tuple(other) === tuple(record) &&
              isEarlier(other, record) &&
              timeOf(other) >= timeOf(record) - WINDOW_MS,
          ),
      )
      .sort((one, other) => timeOf(one) - timeOf(other));
  }

  it('are what the rule finds, no more and no less', () => {
    const found = naiveAlerts().map((record) => ({
      eventId: text(record, 'eventID'),
      eventTime: text(record, 'eventTime'),
      principalArn: text(record, 'userIdentity', 'arn'),
      instanceId: text(record, 'requestParameters', 'instanceId'),
    }));
    expect(found).toEqual(
      expectedAlerts.map(({ eventId, eventTime, principalArn, instanceId }) => ({
        eventId,
        eventTime,
        principalArn,
        instanceId,
      })),
    );
    expect(found.length).toBe(14);
  });

  it('say truly which stand on less than a full window', () => {
    for (const { eventTime, isColdStart } of expectedAlerts) {
      expect(Date.parse(eventTime) - WINDOW_MS < SAMPLE_START).toBe(isColdStart);
    }
    expect(expectedAlerts.filter(({ isColdStart }) => !isColdStart).length).toBeGreaterThanOrEqual(5);
  });

  it('hide among reads that must stay quiet', () => {
    const reads = records.filter((record) => text(record, 'requestParameters', 'attribute') === 'userData');
    const count = (keep: (record: JsonObject) => boolean) => reads.filter(keep).length;
    expect(count((record) => text(record, 'errorCode') === 'Client.UnauthorizedOperation')).toBe(4);
    expect(count((record) => text(record, 'errorCode') === 'Client.DryRunOperation')).toBe(1);
    expect(
      count((record) => text(record, 'userIdentity', 'invokedBy') === 'cloudformation.amazonaws.com'),
    ).toBeGreaterThan(5);
    expect(count((record) => text(record, 'userIdentity', 'invokedBy') === 'AWS Internal')).toBeGreaterThan(
      2,
    );
    expect(reads.length).toBeGreaterThan(5 * expectedAlerts.length);
  });
});

describe('the intrusion', () => {
  const intruder = records.filter((record) => text(record, 'sourceIPAddress') === ADDRESSES.intruder);
  const keys = new Set(intruder.map((record) => text(record, 'userIdentity', 'accessKeyId')));

  it('is four credentials from one address, with nothing from it before', () => {
    expect(keys.size).toBe(4);
    expect(Math.min(...intruder.map(timeOf))).toBe(Date.UTC(2026, 2, 17, 2, 31, 14));
  });

  it('is a chain: each credential is seen to be handed out, or has a past elsewhere', () => {
    for (const key of keys) {
      const isHandedOut = records.some(
        (record) =>
          text(record, 'responseElements', 'credentials', 'accessKeyId') === key ||
          text(record, 'responseElements', 'accessKey', 'accessKeyId') === key,
      );
      const hasPast = records.some(
        (record) =>
          text(record, 'userIdentity', 'accessKeyId') === key &&
          text(record, 'sourceIPAddress') !== ADDRESSES.intruder,
      );
      expect(isHandedOut || hasPast, key).toBe(true);
    }
  });

  it('shows what each part of an alert page asks for', () => {
    const names = (isDenied: boolean) =>
      new Set(
        intruder
          .filter((record) => (record.errorCode !== undefined) === isDenied)
          .map((record) => text(record, 'eventName')),
      );
    expect([...names(false)]).toEqual(
      expect.arrayContaining([
        'GetCallerIdentity',
        'ListBuckets',
        'GetObject',
        'AssumeRole',
        'CreateUser',
        'AttachUserPolicy',
        'CreateAccessKey',
        'GetSecretValue',
      ]),
    );
    expect([...names(true)]).toEqual(
      expect.arrayContaining([
        'RunInstances',
        'StopLogging',
        'DeleteTrail',
        'DescribeInstanceAttribute',
        'AssumeRole',
      ]),
    );
  });
});

describe('the addresses', () => {
  let cacheDir: string;
  let geo: Geo;
  beforeAll(async () => {
    cacheDir = await mkdtemp(path.join(tmpdir(), 'trailhound-sample-geo-'));
    geo = await openGeo({ cacheDir });
  }, 60_000);
  afterAll(() => rm(cacheDir, { recursive: true, force: true }));

  const { github, ...single } = ADDRESSES;
  const expected: Readonly<Record<keyof typeof single, readonly [country: string, operator: RegExp]>> = {
    office: ['DE', /colt/i],
    mara: ['DE', /telekom/i],
    jonas: ['DE', /vodafone/i],
    tomas: ['CZ', /o2/i],
    ines: ['PT', /meo/i],
    priya: ['GB', /british telecom/i],
    owen: ['IE', /eircom/i],
    nat: ['IE', /amazon/i],
    buildRunner: ['IE', /amazon/i],
    terraformRunner: ['IE', /amazon/i],
    lambda: ['IE', /amazon/i],
    cloudShell: ['IE', /amazon/i],
    intruder: ['RO', /m247/i],
  };
  it.each(Object.entries(single))('of %s is where the story says', (name, address) => {
    const [country, operator] = expected[name as keyof typeof single];
    expect(geo.lookup(address)).toMatchObject({
      'source.geo.country_iso_code': country,
      'source.as.organization.name': expect.stringMatching(operator),
    });
  });
  it.each(github)('of GitHub (%s) is a cloud in the United States', (address) => {
    expect(geo.lookup(address)).toMatchObject({
      'source.geo.country_iso_code': 'US',
      'source.as.organization.name': expect.stringMatching(/microsoft/i),
    });
  });
});
