import { describe, expect, test } from 'vitest';
import { type EventChoice, generateFiles } from '../../../bench/generate';
import { parseRecordText, type RawJson, recordKind, recordProblem } from '../../../lib/cloudtrail';

type Values = Record<string, RawJson>;

const CHOICE: EventChoice = { events: 6000, seed: 7, smallFiles: false };
const files = [...generateFiles(CHOICE)];
const texts = files.flatMap(({ text }) =>
  (JSON.parse(text) as { Records: Values[] }).Records.map((record) => JSON.stringify(record)),
);
const records = texts.map((text) => JSON.parse(text) as Values);

function distinct(pick: (record: Values) => RawJson | undefined): number {
  return new Set(records.map(pick).filter(Boolean)).size;
}

function share(matches: (record: Values) => boolean): number {
  return records.filter(matches).length / records.length;
}

const identity = (record: Values) => record.userIdentity as Values;

describe('the events of the benches', () => {
  test('are as many as were asked for, in files of 300 to 1,000 and a last one with the rest', () => {
    expect(records).toHaveLength(CHOICE.events);
    expect(files.reduce((sum, file) => sum + file.records, 0)).toBe(CHOICE.events);
    for (const file of files.slice(0, -1)) {
      expect(file.records).toBeGreaterThanOrEqual(300);
      expect(file.records).toBeLessThanOrEqual(1000);
    }
  });

  test('come in files of 1 to 10 where small ones are asked for', () => {
    const small = [...generateFiles({ ...CHOICE, events: 500, smallFiles: true })];

    expect(small.reduce((sum, file) => sum + file.records, 0)).toBe(500);
    expect(Math.max(...small.map((file) => file.records))).toBeLessThanOrEqual(10);
  });

  test('are CloudTrail events, every one', () => {
    const problems = texts.map((text) => {
      const parsed = parseRecordText(text);
      return parsed.ok && recordKind(parsed.record) === 'event' ? recordProblem(parsed.record) : text;
    });

    expect(problems.filter((problem) => problem !== null)).toEqual([]);
  });

  test('never repeat an id', () => {
    expect(distinct((record) => record.eventID)).toBe(CHOICE.events);
    expect(new Set(files.map(({ path }) => path)).size).toBe(files.length);
  });

  test('come from many principals, keys, addresses and programs, and make many calls', () => {
    expect(distinct((record) => identity(record).arn)).toBeGreaterThan(1000);
    expect(distinct((record) => identity(record).accessKeyId)).toBeGreaterThan(1000);
    expect(distinct((record) => record.sourceIPAddress)).toBeGreaterThan(1000);
    expect(distinct((record) => record.userAgent)).toBeGreaterThan(800);
    expect(distinct((record) => record.eventName)).toBeGreaterThan(180);
    expect(distinct((record) => record.recipientAccountId)).toBeGreaterThan(2);
    expect(distinct((record) => record.awsRegion)).toBeGreaterThan(3);
    expect(distinct((record) => String(record.eventTime).slice(0, 10))).toBeGreaterThan(8);
  });

  test('are about as long as real ones, some refused, some by AWS itself, some with user data to find', () => {
    const mean = texts.reduce((sum, text) => sum + text.length, 0) / texts.length;
    const isUserData = ({ requestParameters }: Values) =>
      (requestParameters as Values | null)?.attribute === 'userData';

    expect(mean).toBeGreaterThan(1200);
    expect(mean).toBeLessThan(1500);
    expect(share((record) => record.errorCode !== undefined)).toBeCloseTo(0.05, 1);
    expect(share((record) => record.eventType === 'AwsServiceEvent')).toBeGreaterThan(0.002);
    expect(share((record) => record.eventName === 'AssumeRole')).toBeGreaterThan(0.03);
    expect(share(isUserData)).toBeGreaterThan(0.001);
    expect(share(isUserData)).toBeLessThan(0.01);
  });

  test('are the same for the same seed, and others for another', () => {
    const first = (choice: EventChoice) => generateFiles(choice).next().value;

    expect(first(CHOICE)).toEqual(files[0]);
    expect(first({ ...CHOICE, seed: 8 })).not.toEqual(files[0]);
  });
});
