import { describe, expect, it } from 'vitest';
import { decodeRecord, type EnvelopeKind } from '../../../lib/cloudtrail';
import { decode, read, record } from './support';

const HEADER = 'eventID,eventTime,eventName,eventSource,userAgent';
const row = (id: number, agent = 'aws-cli') =>
  `e${id},2024-03-01T10:00:00Z,RunInstances,ec2.amazonaws.com,${agent}`;
const told = (id: number, agent = 'aws-cli') => ({
  eventID: `e${id}`,
  eventTime: '2024-03-01T10:00:00Z',
  eventName: 'RunInstances',
  eventSource: 'ec2.amazonaws.com',
  userAgent: agent,
});
const quote = (text: string) => `"${text.replaceAll('"', '""')}"`;
const records = (events: readonly { record: unknown }[]) => events.map((event) => event.record);

describe('tables of events', () => {
  const text = [HEADER, row(1), row(2)].join('\n');
  const layouts: ReadonlyArray<readonly [name: string, text: string, header?: string]> = [
    ['lines', text],
    ['a last line break', `${text}\n`],
    ['CRLF', `${text.replaceAll('\n', '\r\n')}\r\n`],
    ['a byte order mark', `\ufeff${text}`],
    ['blank lines', `\n\n${text.replaceAll('\n', '\n\n')}\n\n`],
    ['semicolons', text.replaceAll(',', ';'), HEADER.replaceAll(',', ';')],
    ['tabs', text.replaceAll(',', '\t'), HEADER.replaceAll(',', '\t')],
    ['a hint at the separator', `sep=;\r\n${text.replaceAll(',', ';')}`, HEADER.replaceAll(',', ';')],
    [
      'quoted cells',
      text.replace(/[^,\n]+/g, (cell) => quote(cell)),
      HEADER.replace(/[^,]+/g, (cell) => quote(cell)),
    ],
    ['a separator at the end of rows', `${HEADER}\n${row(1)},\n${row(2)},\r\n`],
  ];
  const cases = layouts.map(([name, content, header]) => [name, content, header ?? HEADER] as const);
  it.each(cases)('%s', async (_, content, header) => {
    for (const size of [1, 3, 64 * 1024]) {
      const result = await decode(content, size);
      expect(result.reasons).toEqual([]);
      expect(records(result.events)).toEqual([told(1), told(2)]);
      expect(result).toMatchObject({ header, envelope: 'csv' });
    }
  });

  it('keeps what stands in quotes: separators, line breaks, quotes and formulas', async () => {
    const agents = ['a,b', 'a\nb', 'a\r\n"b"', '""', ' x ', '=HYPERLINK("x")', '\ud55c\u{1f600}', 'a\0b'];
    const content = [HEADER, ...agents.map((agent, id) => row(id, quote(agent)))].join('\r\n');
    for (const size of [1, 4, 64 * 1024]) {
      const { events, reasons } = await decode(content, size);
      expect(reasons).toEqual([]);
      expect(records(events)).toEqual(agents.map((agent, id) => told(id, agent)));
    }
  });

  it('cuts rows that can be read alone with the header', async () => {
    const content = Buffer.from(`\ufeff${HEADER}\r\n${row(1, quote('a\nb'))}\r\n${row(2)}`);
    const { slices } = await read(content, 5);
    const alone = slices.map(({ offset, length }) => content.subarray(offset, offset + length).toString());
    expect(alone).toEqual([row(1, quote('a\nb')), row(2)]);
    expect(decodeRecord(Buffer.from(row(2)), { header: HEADER })).toMatchObject({
      ok: true,
      record: told(2),
    });
  });

  it('takes a row as the first column with a value says, and hostile names as names', async () => {
    const content =
      'eventName,eventTime,eventID,eventName,__proto__,constructor\nX,2024-03-01T10:00:00Z,e,Y,p,c\n';
    const { events } = await decode(content);
    expect(records(events)).toEqual([{ eventName: 'X', eventTime: '2024-03-01T10:00:00Z', eventID: 'e' }]);
    expect(Object.getPrototypeOf({})).toBe(Object.prototype);
  });

  it('sets hostile keys of payloads as keys', async () => {
    const content = `${HEADER},requestParameters.__proto__.polluted,requestParameters.constructor\n${row(1)},yes,no\n`;
    const { events } = await decode(content);
    expect(JSON.stringify(events[0]?.record.requestParameters)).toBe(
      '{"__proto__":{"polluted":"yes"},"constructor":"no"}',
    );
    expect(Reflect.get({}, 'polluted')).toBeUndefined();
  });

  it('is empty when there is only a header', async () => {
    for (const content of [HEADER, `${HEADER}\r\n`]) {
      expect(await decode(content, 2)).toMatchObject({
        events: [],
        reasons: [],
        envelope: 'empty',
        header: HEADER,
      });
    }
  });

  it('reads a cell of ten megabytes', async () => {
    const large = `${'x,"\n'.repeat(2_500_000)}`;
    const { events, reasons } = await decode([HEADER, row(1, quote(large)), row(2)].join('\n'), 64 * 1024);
    expect(reasons).toEqual([]);
    expect(events.map((event) => String(event.record.userAgent).length)).toEqual([large.length, 7]);
  });

  it('leaves tables and texts alone that are none of ours', async () => {
    for (const content of [
      'name,age\nana,3\n',
      'message\nhello\n',
      'eventName,age\nX,3\n',
      'some text, more text\n',
    ]) {
      expect((await decode(content)).envelope).toBe('not-json');
    }
  });
});

describe('damaged rows', () => {
  const content = (...rows: string[]) => [HEADER, ...rows, ''].join('\n');
  const damaged: ReadonlyArray<readonly [name: string, row: string, reason: RegExp]> = [
    ['too few cells', 'e2,x', /^a row of 2 cells below a header of 5$/],
    ['too many cells', row(2, 'a,b'), /^a row of 6 cells below a header of 5$/],
    ['a quote that is never closed', row(2, '"never'), /quote/],
    ['text behind a quoted cell', row(2, '"a"b'), /^malformed CSV: 'b' behind a closing quote at byte \d+$/],
  ];
  it.each(damaged)('%s costs that row only', async (name, text, reason) => {
    for (const size of [1, 50, 64 * 1024]) {
      const others = [row(1), row(3, quote('c,d')), row(4)];
      const { slices, problems } = await read(content(others[0] ?? '', text, ...others.slice(1)), size);
      expect(slices.map(({ bytes }) => bytes.toString())).toEqual(others);
      expect(problems).toHaveLength(1);
      expect(problems[0]?.offset).toBe(`${HEADER}\n${row(1)}\n`.length);
      if (name !== 'a quote that is never closed') expect(problems[0]?.reason).toMatch(reason);
    }
  });

  it('says where a quote that is never closed began its row, though nothing follows', async () => {
    const { slices, problems } = await read(content(row(1), row(2, '"never'), row(3)), 10);
    expect(slices.map(({ bytes }) => bytes.toString())).toEqual([row(1), row(3)]);
    expect(problems.map(({ offset, reason }) => [offset, reason])).toEqual([
      [`${HEADER}\n${row(1)}\n`.length, 'truncated: the file ends inside a quoted cell of this row'],
    ]);
  });

  it('reports a last row that is cut short', async () => {
    expect((await decode(`${HEADER}\n${row(1)}\ne2,2024`)).reasons).toEqual([
      'truncated: the file ends inside this row',
    ]);
  });

  it('keeps what came before a stream breaks off', async () => {
    const { readRecords } = await import('../../../lib/cloudtrail');
    async function* broken() {
      yield Buffer.from(`${content(row(1))}e2,20`);
      throw new Error('unexpected end of gzip');
    }
    const items = [];
    for await (const item of readRecords(broken()))
      items.push(item.kind === 'record' ? 'record' : item.reason);
    expect(items).toEqual(['record', 'truncated: unexpected end of gzip; the data ends inside this row']);
  });

  it('passes over a row that is too long, the same in any pieces', async () => {
    const limits = { recordBytesMax: 300 };
    for (const long of [row(2, 'x'.repeat(1000)), row(2, quote('x'.repeat(1000)))]) {
      for (const size of [1, 100, 64 * 1024]) {
        const { events, reasons } = await decode(content(row(1), long, row(3)), size, limits);
        expect(records(events)).toEqual([told(1), told(3)]);
        expect(reasons).toEqual(['longer than 300 B']);
      }
    }
  });

  it('stays linear when every row opens a quote', async () => {
    const started = performance.now();
    const { reasons } = await decode(content(...Array.from({ length: 20_000 }, (_, id) => row(id, '"x'))));
    expect(reasons.length).toBeGreaterThan(0);
    expect(performance.now() - started).toBeLessThan(10_000);
  });
});

describe('tables that carry whole events', () => {
  const cases: ReadonlyArray<readonly [column: string, kind: EnvelopeKind]> = [
    ['_raw', 'splunk'],
    ['event.original', 'elastic'],
    ['CloudTrailEvent', 'lookup-events'],
    ['eventJson', 'cloudtrail-lake'],
    ['@message', 'cloudwatch-logs'],
  ];
  it.each(cases)('%s', async (column, kind) => {
    const inner = JSON.stringify(record(1));
    for (const content of [
      `_time,${column},eventName\n2020,${quote(inner)},Other\n`,
      `${column}\n${quote(inner)}\n`,
    ]) {
      const { events, envelope } = await decode(content);
      expect(events).toMatchObject([{ record: record(1), lacks: [], text: inner }]);
      expect(envelope).toBe(kind);
    }
  });
});
