import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decode, record } from './support';

/** Text that looks like the borders of every form. */
const text = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.constantFrom(
    '"',
    '""',
    ',',
    ';',
    '\t',
    '\n',
    '\r\n',
    '\\',
    '{"Events":[{"EventId"',
    '{"Records":[',
    '{"hits":{"hits":[{"_id"',
    ']}',
    '2020-01-01T00:00:00.000Z {',
    '{a=b, c=d}',
  ),
);
const payload = fc.dictionary(
  fc
    .oneof(text, fc.constantFrom('Events', 'logEvents', 'hits', 'data', 'detail', '_raw'))
    .filter((key) => key !== '__proto__'),
  fc.oneof(
    text,
    fc.integer(),
    fc.boolean(),
    fc.array(text, { maxLength: 3 }),
    fc.dictionary(
      text.filter((key) => key !== '__proto__'),
      text,
      { maxKeys: 2 },
    ),
  ),
  { maxKeys: 4 },
);
const wholeRecords = fc.array(
  fc.record({ requestParameters: payload, userAgent: text, errorMessage: text }),
  { minLength: 1, maxLength: 5 },
);
const sizes = fc.array(fc.integer({ min: 1, max: 60 }), { maxLength: 80 });

const json = JSON.stringify;
const lines = (values: readonly unknown[]) => values.map((value) => json(value)).join('\n');
const quote = (cell: string) => `"${cell.replaceAll('"', '""')}"`;
const lookup = (value: unknown) => ({ EventId: 'x', EventTime: 1, CloudTrailEvent: json(value) });
const logEvent = (value: unknown) => ({ id: 'x', timestamp: 1, message: json(value) });
const hit = (value: unknown) => ({ _index: 'x', _source: { event: { original: json(value) } } });

const FORMS: Readonly<Record<string, (records: readonly unknown[]) => string>> = {
  'lookup-events': (records) => json({ Events: records.map(lookup), NextToken: 'x' }),
  'lookup-events, pretty': (records) => JSON.stringify({ Events: records.map(lookup) }, null, 2),
  'lines of lookup-events': (records) => lines(records.map(lookup)),
  'a list of inner events': (records) => json(records.map((value) => json(value))),
  'inner events behind tabs': (records) => records.map((value) => json(value)).join('\t'),
  EventBridge: (records) => lines(records.map((detail) => ({ 'detail-type': 'x', detail }))),
  subscriptions: (records) =>
    lines(records.map((one) => ({ owner: '1', logEvents: [logEvent(one), logEvent(one)] }))),
  'filter-log-events': (records) => json({ events: records.map(logEvent) }),
  'an exported log group': (records) =>
    records.map((value) => `2020-01-01T00:00:00.000Z ${json(value)}\n`).join(''),
  'CloudTrail Lake': (records) =>
    json({ QueryResultRows: records.map((one) => [{ eventID: 'x' }, { eventJson: json(one) }]) }),
  'a search of Elasticsearch': (records) =>
    json({ took: 1, hits: { total: 1, hits: records.map(hit) }, timed_out: false }),
  'a response in Kibana': (records) => json({ rawResponse: { hits: { hits: records.map(hit) } }, id: 1 }),
  Splunk: (records) => lines(records.map((value) => ({ result: { _raw: json(value) } }))),
  'Splunk, as a table': (records) =>
    ['"_time","_raw"', ...records.map((value) => `1,${quote(json(value))}`)].join('\r\n'),
  'a table with semicolons': (records) =>
    ['x;event.original', ...records.map((value) => `1;${quote(json(value))}`)].join('\n'),
};

describe('any records in any form, cut into any pieces', () => {
  it.each(Object.keys(FORMS))('%s: the same records, to the byte of their JSON', async (name) => {
    const form = FORMS[name];
    if (!form) throw new Error(name);
    await fc.assert(
      fc.asyncProperty(wholeRecords, sizes, async (parts, cuts) => {
        const records = parts.map((part, id) => record(id, part));
        const { events, reasons } = await decode(form(records), cuts);
        const expected = name === 'subscriptions' ? records.flatMap((one) => [one, one]) : records;
        expect(reasons).toEqual([]);
        expect(events.map((event) => event.text ?? json(event.record))).toEqual(
          expected.map((one) => json(one)),
        );
        expect(events.every(({ lacks }) => lacks.length === 0)).toBe(true);
      }),
      { numRuns: 100 },
    );
  });
});

describe('any table at all', () => {
  const parts = fc.array(fc.constantFrom('"', '""', ',', '\n', '\r\n', 'x', ' ', '{', '\0', 'é'), {
    maxLength: 120,
  });

  it('is read to its end without a throw, the same in any pieces, in ascending order', async () => {
    await fc.assert(
      fc.asyncProperty(parts, sizes, fc.boolean(), async (cells, cuts, isLimited) => {
        const content = `eventID,eventTime,eventName\n${cells.join('')}`;
        const limits = isLimited ? { recordBytesMax: 40 } : undefined;
        const whole = await decode(content, content.length * 2, limits);
        expect(await decode(content, cuts, limits)).toEqual(whole);
      }),
      { numRuns: 1500 },
    );
  });

  it('loses no row before or well behind a damaged byte', async () => {
    const rows = Array.from({ length: 8 }, (_, id) => `e${id},2024-03-01T10:00:00Z,"a,""b""",X`);
    const header = 'eventID,eventTime,userAgent,eventName';
    const content = [header, ...rows].join('\n');
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: header.length + 1, max: content.length - 1 }),
        fc.constantFrom('"', ',', '\n', 'x', '\0'),
        sizes,
        async (position, char, cuts) => {
          const { events } = await decode(
            content.slice(0, position) + char + content.slice(position + 1),
            cuts,
          );
          const ids = events.map((event) => event.record.eventID);
          const hit = rows.findIndex((_, id) => content.indexOf(`\ne${id + 1},`) >= position || id === 7);
          for (const [id] of rows.entries()) if (Math.abs(id - hit) > 1) expect(ids).toContain(`e${id}`);
        },
      ),
      { numRuns: 800 },
    );
  });
});
