import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { decodeRecord, readRecords, recordKind, recordProblem } from '../../../lib/cloudtrail';
import { CORPUS, corpusFiles, hasCorpus, openAll, pieces } from './support';

const title = (text: string) => (hasCorpus ? text : `${text} (skipped: no ../shared/corpus)`);

interface Outcome {
  readonly file: string;
  readonly envelope: string;
  /** Records that become events, those marked as insights among them. */
  readonly events: number;
  readonly reasons: readonly string[];
}

/** What became of every file of a folder; a file that is refused has its reason for an envelope. */
async function outcomes(folder: string, isWanted: (name: string) => boolean): Promise<Outcome[]> {
  const found: Outcome[] = [];
  for (const name of corpusFiles(folder, isWanted)) {
    const file = path.relative(path.join(CORPUS, folder), name);
    const { members, refusals } = await openAll(name);
    for (const { kind, reason } of refusals)
      found.push({ file, envelope: `${kind}: ${reason}`, events: 0, reasons: [] });
    for (const { content } of members) found.push({ file, ...(await outcome(content)) });
  }
  return found;
}

async function outcome(content: Buffer): Promise<Omit<Outcome, 'file'>> {
  const reader = readRecords(pieces(content, 1000));
  const reasons: string[] = [];
  let events = 0;
  for await (const item of reader) {
    if (item.kind === 'problem') {
      reasons.push(item.reason);
      continue;
    }
    const alone = content.subarray(item.offset, item.offset + item.length);
    const decoded = decodeRecord(alone, { header: reader.header });
    const reason = decoded.ok ? recordProblem(decoded.record) : decoded.reason;
    if (reason === null) events += 1;
    else reasons.push(reason);
    if (decoded.ok && reason === null) expect(recordKind(decoded.record)).toMatch(/^(event|insight)$/);
  }
  return { envelope: reader.envelope, events, reasons };
}

/** Files and events by envelope. */
function sums(found: readonly Outcome[]): Record<string, [files: number, events: number]> {
  const byEnvelope: Record<string, [number, number]> = {};
  for (const { envelope, events } of found) {
    const [files, before] = byEnvelope[envelope] ?? [0, 0];
    byEnvelope[envelope] = [files + 1, before + events];
  }
  return byEnvelope;
}

/** Files that gave no event, and why. */
function silent(found: readonly Outcome[]): Record<string, string> {
  const none = found.filter(({ events }) => events === 0);
  return Object.fromEntries(
    none.map(({ file, envelope, reasons }) => [
      file,
      reasons.length > 0 ? [...new Set(reasons)].join('; ') : envelope,
    ]),
  );
}

const TEXT = 'skipped: not CloudTrail: plain text';
const DIGEST = 'a CloudTrail digest, not an event';
/** Sample rules' tests write dots where a time does not matter to them. */
const NO_TIME = 'eventTime "..." is not a time';

interface Family {
  readonly folder: string;
  readonly files: RegExp;
  readonly envelopes: Record<string, [files: number, events: number]>;
  readonly silent: Record<string, string>;
}

const FAMILIES: readonly Family[] = [
  {
    folder: 'invictus',
    files: /./,
    envelopes: { records: [55, 2900], [TEXT]: [2, 0] },
    silent: { LICENSE: TEXT, 'README.md': TEXT },
  },
  {
    folder: 'stratus',
    files: /./,
    envelopes: { array: [35, 310], [TEXT]: [2, 0] },
    silent: { LICENSE: TEXT, 'README.md': TEXT },
  },
  {
    folder: 'plaso',
    files: /./,
    envelopes: { 'lookup-events': [1, 6], [TEXT]: [1, 0] },
    silent: { LICENSE: TEXT },
  },
  { folder: 'cloudwatch', files: /./, envelopes: { 'cloudwatch-logs': [1, 1] }, silent: {} },
  {
    folder: 'streamalert/rules',
    files: /./,
    // Of 57 records 15 have no time: 42 events.
    envelopes: {
      array: [6, 36],
      eventbridge: [7, 5],
      insight: [1, 1],
      'cloudwatch-logs': [1, 0],
      control: [1, 0],
      'not-cloudtrail': [1, 0],
    },
    silent: {
      'classifier/cloudtrail/cloudtrail_events.json': 'eventTime "eventTime" is not a time',
      'classifier/cloudwatch/cloudwatch_cloudtrail.json': 'eventTime "foo" is not a time',
      'classifier/cloudwatch/cloudwatch_control_message.json': 'a CloudWatch Logs control message',
      'classifier/cloudwatch/cloudwatch_rds_aurora.json': 'not a CloudTrail record',
      'community/cloudtrail/cloudtrail_aws_config.json': NO_TIME,
      'community/cloudwatch_events/cloudtrail_network_acl_ingress_anywhere.json': NO_TIME,
      'community/cloudwatch_events/cloudtrail_put_bucket_acl.json': NO_TIME,
      'community/cloudwatch_events/cloudtrail_put_object_acl_public.json': NO_TIME,
      'community/cloudwatch_events/cloudtrail_root_account_usage.json': NO_TIME,
    },
  },
  {
    folder: 'streamalert/conf',
    files: /./,
    envelopes: { 'not-cloudtrail': [2, 0] },
    silent: {
      'schemas/cloudtrail.json': 'not a CloudTrail record',
      'schemas/cloudwatch.json': 'not a CloudTrail record',
    },
  },
  {
    folder: 'ecs-fixtures/beats',
    files: /\.log$/,
    envelopes: { single: [24, 24], jsonl: [7, 15], insight: [1, 1], digest: [1, 0] },
    silent: { 'main-2026-01/cloudtrail-digest-json.log': DIGEST },
  },
  {
    folder: 'ecs-fixtures/beats',
    files: /expected\.json$/,
    envelopes: { elastic: [31, 39], insight: [1, 1], digest: [1, 0] },
    silent: { 'main-2026-01/cloudtrail-digest-json.log-expected.json': DIGEST },
  },
  {
    folder: 'ecs-fixtures/integrations',
    files: /\.log$/,
    envelopes: { single: [62, 62], jsonl: [12, 27], insight: [1, 1], digest: [2, 0] },
    silent: {
      'aws-2.24.0/test-cloudtrail-digest-json.log': DIGEST,
      'aws-8.9.0/test-cloudtrail-digest-json-keyword.log': DIGEST,
    },
  },
];

describe.skipIf(!hasCorpus)(title('what comes out of every file of the corpus'), () => {
  it.each(FAMILIES)('$folder $files', async (family) => {
    const found = await outcomes(family.folder, (name) => family.files.test(name));
    expect(sums(found)).toEqual(family.envelopes);
    expect(silent(found)).toEqual(family.silent);
  });

  it('traildiscover: 315 events; the files without one are empty arrays', async () => {
    const found = await outcomes('traildiscover', (name) => name.endsWith('.cloudtrail'));
    expect(sums(found)).toEqual({ array: [296, 296], single: [19, 19], empty: [21, 0] });
    expect(new Set(Object.values(silent(found)))).toEqual(new Set(['empty']));
  });

  it('ecs-fixtures/integrations expectations: wrapped for a test, as no tool exports them', async () => {
    const found = await outcomes('ecs-fixtures/integrations', (name) => name.endsWith('expected.json'));
    expect(sums(found)).toEqual({ 'not-cloudtrail': [77, 0] });
    expect(new Set(Object.values(silent(found)))).toEqual(new Set(['not a CloudTrail record']));
  });
});

describe.skipIf(!hasCorpus)(title('documents of Elastic'), () => {
  it('give the record they were made from: the same as its log file, to the byte', async () => {
    for (const name of corpusFiles('ecs-fixtures/beats', (file) => file.endsWith('expected.json'))) {
      const lines =
        (await openAll(name.replace('-expected.json', ''))).members[0]?.content.toString().split('\n') ?? [];
      const content = (await openAll(name)).members[0]?.content ?? Buffer.alloc(0);
      const reader = readRecords(pieces(content, 1000));
      let index = 0;
      for await (const item of reader) {
        if (item.kind === 'problem') throw new Error(`${name}: ${item.reason}`);
        const decoded = decodeRecord(item.bytes);
        const line = decodeRecord(Buffer.from(lines[index] ?? ''));
        if (!decoded.ok || !line.ok) throw new Error(name);
        expect(decoded.record).toEqual(line.record);
        expect(decoded.lacks).toEqual([]);
        index += 1;
      }
    }
  });
});
