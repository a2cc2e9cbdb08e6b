import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { NO_ENRICH, parseRecord, readRecords, recordProblem, toEcs } from '../../../lib/cloudtrail';
import { FIELDS, nest } from '../../../lib/ecs';
import { CORPUS, corpusFiles, hasCorpus, openAll, pieces } from './support';

const INTEGRATIONS = path.join(CORPUS, 'ecs-fixtures/integrations');
const title = (text: string) => (hasCorpus ? text : `${text} (skipped: no ../shared/corpus)`);

/** Set by the shipper or the index, or looked up outside the record. */
const NOT_FROM_THE_RECORD =
  /^(event\.(created|ingested|dataset|module)|data_stream\.|source\.(geo|as)\.|user_agent\.(name|version|os|device))/;

/** What changed between the version of a fixture and 8.9.0; those fields cannot be compared. */
const CHANGED = {
  'aws-8.9.0': /^$/,
  // Captured at versions 5 to 7: no provider, related.* and category rules of 8.9.0, other user rules.
  'aws-mixed':
    /^(cloud\.(provider|service)|event\.(type|category)|related\.|user\.|service\.name|ecs\.version|aws\.cloudtrail\.(management_event|user_identity\.(session_context\.ec2|on_behalf|credential)|resources))/,
  'aws-2.24.0':
    /^(cloud\.(provider|service)|related\.|user\.email|file\.hash|aws\.cloudtrail\.(management_event|shared_event_id|flattened\.digest|user_identity\.session_context\.creation_date|session_credential))/,
} as const;

/** The same for single files: actions without categories then, and account ids from `userIdentity` only. */
const CHANGED_IN_FILE: Readonly<Record<string, RegExp>> = {
  'aws-2.24.0/test-delete-trail-json.log': /^event\.(type|category)/,
  'aws-2.24.0/test-insight-json.log': /^cloud\.account/,
};

/** Test runs of the upstream package with a `retain` setting, which this product does not have. */
const OTHER_SETTINGS = ['test-copy-object-json-minimal.log', 'test-upload-ssh-public-key-json-none.log'];

function fieldOf(document: unknown, name: string): unknown {
  let value = document;
  for (const key of name.split('.')) value = (value as Record<string, unknown> | undefined)?.[key];
  if (name === 'related.ip' && Array.isArray(value)) return value[0];
  // Up to 3.10 a document without payload had an empty object here.
  const isEmpty = typeof value === 'object' && value !== null && Object.keys(value).length === 0;
  return isEmpty ? undefined : value;
}

function pick(document: unknown, skipped: readonly RegExp[]): Record<string, unknown> {
  const names = [...FIELDS.keys()].filter((name) => !name.startsWith('aws.cloudtrail.resources.'));
  const fields = [...names, 'aws.cloudtrail.resources'].flatMap((name) => {
    const value = skipped.some((pattern) => pattern.test(name)) ? undefined : fieldOf(document, name);
    return value === undefined ? [] : [[name, value] as const];
  });
  return Object.fromEntries(fields);
}

describe.skipIf(!hasCorpus)(title('documents the upstream pipeline expects'), () => {
  for (const [set, changed] of Object.entries(CHANGED)) {
    const folder = path.join(INTEGRATIONS, set);
    const files = hasCorpus ? readdirSync(folder).filter((name) => name.endsWith('.log')) : [];
    it.each(files.filter((name) => !OTHER_SETTINGS.includes(name)))(`${set} %s`, (name) => {
      const skipped = [NOT_FROM_THE_RECORD, changed, CHANGED_IN_FILE[`${set}/${name}`] ?? /^$/];
      const lines = readFileSync(path.join(folder, name), 'utf8').split('\n');
      const { expected } = JSON.parse(readFileSync(path.join(folder, `${name}-expected.json`), 'utf8'));
      for (const [index, document] of expected.entries()) {
        const line = lines[index] ?? '';
        // Upstream makes an empty document of an empty line.
        if (line.trim() === '') continue;
        const parsed = parseRecord(Buffer.from(line));
        if (!parsed.ok) throw new Error(parsed.reason);
        expect(pick(nest(toEcs(parsed.record, NO_ENRICH)), skipped)).toEqual(pick(document, skipped));
      }
    });
  }
});

describe.skipIf(!hasCorpus)(title('real trails'), () => {
  const sets = [
    { folder: 'invictus', members: 55, records: 2900, envelopes: { records: 55 } },
    { folder: 'stratus', members: 35, records: 310, envelopes: { array: 35 } },
    { folder: 'traildiscover', members: 336, records: 315, envelopes: { array: 296, single: 19, empty: 21 } },
  ];
  it.each(sets)('$folder: $records records in $members files, every one an event', async (set) => {
    const envelopes: Record<string, number> = {};
    let records = 0;
    let members = 0;
    for (const file of corpusFiles(set.folder, (name) => !/LICENSE|README/.test(name))) {
      const opened = await openAll(file);
      expect(opened.refusals).toEqual([]);
      for (const { content } of opened.members) {
        members += 1;
        const reader = readRecords(pieces(content, 4096));
        for await (const item of reader) {
          if (item.kind === 'problem') throw new Error(`${file}: ${item.reason}`);
          const parsed = parseRecord(item.bytes, item.needsExactParse);
          if (!parsed.ok) throw new Error(`${file}: ${parsed.reason}`);
          expect(recordProblem(parsed.record)).toBeNull();
          // The scan's verdict and the parser's own must lead to the same event.
          expect(toEcs(parsed.record, NO_ENRICH)).toEqual(toEcs(reparsed(item.bytes), NO_ENRICH));
          records += 1;
        }
        envelopes[reader.envelope] = (envelopes[reader.envelope] ?? 0) + 1;
      }
    }
    expect({ members, records, envelopes }).toEqual({
      members: set.members,
      records: set.records,
      envelopes: set.envelopes,
    });
  });
});

function reparsed(bytes: Buffer) {
  const parsed = parseRecord(bytes, true);
  if (!parsed.ok) throw new Error(parsed.reason);
  return parsed.record;
}
