import { describe, expect, it } from 'vitest';
import type { EnvelopeKind } from '../../../lib/cloudtrail';
import { read, record } from './support';

const json = (...ids: number[]) => ids.map((id) => JSON.stringify(record(id)));
const records = (...ids: number[]) => ids.map((id) => record(id));
const pretty = (value: unknown) => JSON.stringify(value, null, 2);

describe('layouts', () => {
  const layouts: ReadonlyArray<readonly [name: string, text: string, ids: number[], kind: EnvelopeKind]> = [
    ['Records', `{"Records":[${json(1, 2)}]}`, [1, 2], 'records'],
    ['Records, pretty', pretty({ Records: records(1, 2) }), [1, 2], 'records'],
    [
      'Records behind other keys',
      `{"a":{"Records":[{"x":1}]},"b":"Records","Records":[${json(1)}],"c":[1]}`,
      [1],
      'records',
    ],
    ['Records twice', `{"Records":[${json(1)}],"Records":[${json(2)}]}`, [1, 2], 'records'],
    ['a byte order mark', `\ufeff{"Records":[${json(1)}]}`, [1], 'records'],
    ['leading blank lines', `\r\n\r\n {"Records":[${json(1)}]}\r\n`, [1], 'records'],
    ['a bare array', `[${json(1, 2)}]`, [1, 2], 'array'],
    ['arrays in an array', `[[${json(1, 2)}],[],[[${json(3)}]]]`, [1, 2, 3], 'array'],
    [
      'Records in an array',
      `[{"Records":[${json(1)}],"x":1},{"Records":[${json(2)}]},${json(3)}]`,
      [1, 2, 3],
      'array',
    ],
    ['a bare array, pretty', pretty(records(1, 2)), [1, 2], 'array'],
    ['one event', json(1).join(), [1], 'single'],
    ['one event, pretty', pretty(record(1)), [1], 'single'],
    ['lines', json(1, 2, 3).join('\n'), [1, 2, 3], 'jsonl'],
    ['lines with CRLF and a last line break', `${json(1, 2).join('\r\n')}\r\n`, [1, 2], 'jsonl'],
    ['lines of Records', `{"Records":[${json(1, 2)}]}\n{"Records":[${json(3)}]}\n`, [1, 2, 3], 'jsonl'],
    ['one after another', json(1, 2).join(''), [1, 2], 'concatenated'],
    ['Records one after another', `{"Records":[${json(1)}]}{"Records":[${json(2)}]}`, [1, 2], 'concatenated'],
    [
      'pretty documents one after another',
      `${pretty(record(1))}${pretty(record(2))}`,
      [1, 2],
      'concatenated',
    ],
    ['an empty array', '[]', [], 'empty'],
    ['empty Records', '{"Records":[]}', [], 'empty'],
    ['nothing', '', [], 'empty'],
    ['blanks', ' \n\t', [], 'empty'],
  ];
  it.each(layouts)('%s', async (_, text, ids, kind) => {
    for (const size of [1, 7, 64 * 1024]) {
      const result = await read(text, size);
      expect(result.problems).toEqual([]);
      expect(result.values).toEqual(records(...ids));
      expect(result.slices.map(({ ordinal }) => ordinal)).toEqual(ids.map((_, index) => index));
      expect(result.envelope).toBe(kind);
    }
  });

  const contents: ReadonlyArray<readonly [text: string, kind: EnvelopeKind]> = [
    [`{"Records":[{"eventType":"AwsCloudTrailInsight","eventTime":"2024-03-01T10:00:00Z"}]}`, 'insight'],
    [
      `{"awsAccountId":"1","digestStartTime":"2024-03-01T10:00:00Z","digestEndTime":"2024-03-01T11:00:00Z"}`,
      'digest',
    ],
    ['{"records":[{"operationName":"x"}]}', 'not-cloudtrail'],
    ['{"a":1}\n{"a":2}', 'not-cloudtrail'],
    ['{eventName: 1}', 'not-json'],
    ['just text\nmore text', 'not-json'],
  ];
  it.each(contents)('%s', async (text, kind) => {
    expect((await read(text)).envelope).toBe(kind);
  });

  it('marks the records that JSON.parse would not keep as they stand', async () => {
    const plain = ['{"a":1,"b":"2.0","c":[12,-7,999999999999999]}', '{"a":"x\\"1"}'];
    const exact = ['{"a":1.0}', '{"a":[1e3]}', '{"a":-0}', '{"a":9999999999999999}', '{"1":2}', '{"a":-1.5}'];
    const { slices } = await read([...plain, ...exact].join('\n'));
    expect(slices.map(({ needsExactParse }) => needsExactParse)).toEqual([
      ...plain.map(() => false),
      ...exact.map(() => true),
    ]);
  });
});

describe('damage', () => {
  const whole = JSON.stringify(record(2));
  const damaged: ReadonlyArray<readonly [name: string, text: string]> = [
    ['cut in a string', whole.slice(0, 40)],
    ['cut after a comma', whole.slice(0, whole.indexOf(',') + 1)],
    ['cut after a colon', whole.slice(0, whole.indexOf(':') + 1)],
    ['cut after the bracket', '{'],
    ['a missing bracket', whole.slice(0, -1)],
    ['a missing quote', whole.replace('"1.08"', '"1.08')],
    ['a missing comma', whole.replace('"1.08",', '"1.08"')],
    ['a single-quoted string', whole.replace('"1.08"', "'1.08'")],
    ['a stray bracket', `${whole}}`],
    ['a wrong bracket', whole.replace(/\}$/, ']')],
    ['100,000 levels', `{"a":${'['.repeat(100_000)}${']'.repeat(100_000)}}`],
    ['100,000 levels, never closed', `{"a":${'{"a":'.repeat(100_000)}`],
  ];

  it.each(damaged)('in a line: %s', async (name, text) => {
    const result = await read([...json(1), text, ...json(3, 4)].join('\n'), 1024);
    const survivors = name === 'a stray bracket' ? [1, 2, 3, 4] : [1, 3, 4];
    expect(result.values).toEqual(records(...survivors));
    expect(result.problems).toHaveLength(1);
    expect(result.problems[0]?.offset).toBeGreaterThanOrEqual(JSON.stringify(record(1)).length);
    expect(result.envelope).toBe('jsonl');
  });

  it.each(damaged)('in a list: %s', async (name, text) => {
    const result = await read(`{"Records":[${json(1)},${text},${json(3, 4)}]}`, 1024);
    const survivors = name === 'a stray bracket' ? [1, 2, 3, 4] : [1, 3, 4];
    expect(result.values).toEqual(records(...survivors));
    expect(result.problems.length).toBeGreaterThan(0);
    expect(result.problems[0]).toMatchObject({ ordinal: survivors.includes(2) ? 2 : 1 });
  });

  it('says where and what', async () => {
    const { problems } = await read(`[${json(1)},{"a":1 "b":2},${json(3)}]`);
    const offset = json(1).join().length + 2;
    expect(problems).toEqual([
      { kind: 'problem', offset, ordinal: 1, reason: `malformed JSON: unexpected '"' at byte ${offset + 7}` },
    ]);
  });

  it('keeps local damage to the record: the parser reports what the scan lets pass', async () => {
    const { values } = await read(`[${json(1)},{"a":tru,},${json(3)}]`);
    expect(values).toEqual([record(1), expect.stringMatching(/^malformed JSON/), record(3)]);
  });

  it('keeps everything before a truncation, at any byte', async () => {
    const text = `{"Records":[${json(1, 2)}],"x":{"y":1}}`;
    const ends = [1, 2].map(
      (id) => text.indexOf(JSON.stringify(record(id))) + JSON.stringify(record(id)).length,
    );
    for (let length = 1; length < text.length; length += 1) {
      const result = await read(text.slice(0, length), 64);
      expect(result.values).toEqual(records(...[1, 2].filter((id) => length >= (ends[id - 1] ?? 0))));
      expect(result.problems).toHaveLength(1);
      expect(result.problems[0]?.reason).toMatch(/^truncated: the file ends/);
    }
  });

  it('finds the records behind a line that was cut where a value could follow', async () => {
    const result = await read(
      `{"eventVersion":\n${json(1, 2).join('\n')}\n{"eventVersion":[\n${json(3).join()}`,
    );
    expect(result.values).toEqual(records(1, 2, 3));
    expect(result.problems).toHaveLength(2);
  });

  it('reads on in a file that was joined to a truncated one', async () => {
    const cut = `{"Records":[${json(1)},${whole.slice(0, 50)}`;
    const result = await read(`${cut}{"Records":[${json(3, 4)}]}`);
    expect(result.values).toEqual(records(1, 3, 4));
    expect(result.problems).toHaveLength(1);
  });

  it('reports list items that are no objects', async () => {
    const result = await read(`[1,"a\\"]",null,${json(1)}]`, 1);
    expect(result.values).toEqual([record(1)]);
    expect(result.problems.map(({ reason }) => reason)).toEqual([
      'a JSON scalar, not an object',
      'a JSON string, not an object',
      'a JSON scalar, not an object',
    ]);
  });

  it('reports text between lines once per run', async () => {
    const result = await read(`# made by hand\n# really\n${json(1).join()}\n\0\0\0\n${json(2).join()}`);
    expect(result.values).toEqual(records(1, 2));
    expect(result.problems.map(({ reason }) => reason)).toEqual(['not JSON', 'not JSON']);
  });

  it('passes over a record that is too long', async () => {
    const long = JSON.stringify(record(2, { requestParameters: { a: 'x'.repeat(5000) } }));
    const limits = { recordBytesMax: 2000 };
    for (const text of [`[${json(1)},${long},${json(3)}]`, [...json(1), long, ...json(3)].join('\n')]) {
      const result = await read(text, 100, limits);
      expect(result.values).toEqual(records(1, 3));
      expect(result.problems.map(({ reason, ordinal }) => [ordinal, reason])).toEqual([
        [1, 'longer than 2.0 kB'],
      ]);
    }
  });

  it('keeps the records of a list that stands behind more than a record may hold', async () => {
    const limits = { recordBytesMax: 2000 };
    const result = await read(`{"x":"${'y'.repeat(5000)}","Records":[${json(1)}]}`, 100, limits);
    expect(result.values).toEqual([record(1)]);
    expect(result.problems).toEqual([]);
  });

  it('stays linear when every record is damaged in the worst way', async () => {
    const nested = `${'{"eventVersion":{"a":'.repeat(240)}!`;
    const started = performance.now();
    const { problems } = await read(`[${`${nested},`.repeat(400)}`);
    expect(problems.length).toBeGreaterThan(400);
    expect(performance.now() - started).toBeLessThan(15_000);
  });
});
