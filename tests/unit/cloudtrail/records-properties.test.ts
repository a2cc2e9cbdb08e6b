import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { read } from './support';

/** JSON objects with awkward text: brackets, quotes, escapes and `Records` where they mean nothing. */
const text = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.constantFrom('Records', '{"Records":[', '}', ']', '\\', '"', '\n{', '\\"', '😀', '{"eventVersion"'),
);
const value = fc.letrec((tie) => ({
  node: fc.oneof(
    { maxDepth: 4 },
    text,
    fc.integer(),
    fc.constantFrom(true, false, null, 1.5, -0.25),
    fc.array(tie('node'), { maxLength: 4 }),
    fc.dictionary(text, tie('node'), { maxKeys: 4 }),
  ),
})).node;
const object = fc.dictionary(
  text.filter((key) => key !== 'Records' && key !== '__proto__'),
  value,
  { maxKeys: 5 },
);
const objects = fc.array(object, { minLength: 1, maxLength: 6 });
const sizes = fc.array(fc.integer({ min: 1, max: 40 }), { maxLength: 60 });

const blank = fc.constantFrom('', ' ', '\n', '\t', '\r\n  ');
const layouts: Readonly<Record<string, (items: readonly unknown[], gap: string) => string>> = {
  records: (items, gap) =>
    `{"Records"${gap}:${gap}[${items.map((item) => JSON.stringify(item)).join(`${gap},${gap}`)}${gap}]}`,
  'records behind a key': (items, gap) =>
    `{"x":{"Records":[1]},${gap}"Records":${JSON.stringify(items)}${gap},"y":[{"Records":[{}]}]}`,
  array: (items, gap) => `${gap}[${items.map((item) => JSON.stringify(item)).join(`${gap},${gap}`)}${gap}]`,
  'pretty array': (items) => JSON.stringify(items, null, 2),
  lines: (items) => items.map((item) => JSON.stringify(item)).join('\n'),
  'lines of records': (items) => items.map((item) => JSON.stringify({ Records: [item, item] })).join('\n'),
  concatenated: (items, gap) => items.map((item) => JSON.stringify(item)).join(gap),
  'pretty, concatenated': (items, gap) => items.map((item) => JSON.stringify(item, null, 1)).join(gap),
};

describe('any layout cut into any pieces', () => {
  it.each(Object.keys(layouts))(
    '%s: the same records, each a slice that parses to the original',
    async (name) => {
      const layout = layouts[name];
      if (!layout) throw new Error(name);
      await fc.assert(
        fc.asyncProperty(objects, blank, sizes, async (items, gap, cuts) => {
          const content = layout(items, gap);
          const { slices, problems } = await read(content, cuts);
          const expected = name === 'lines of records' ? items.flatMap((item) => [item, item]) : items;
          expect(problems).toEqual([]);
          expect(slices.map(({ bytes }) => JSON.stringify(JSON.parse(bytes.toString())))).toEqual(
            expected.map((item) => JSON.stringify(JSON.parse(JSON.stringify(item)))),
          );
          expect(slices.map(({ offset }) => offset)).toEqual(
            [...slices.map(({ offset }) => offset)].sort((a, b) => a - b),
          );
        }),
        { numRuns: 150 },
      );
    },
  );
});

describe('any bytes at all', () => {
  const hostile = fc.oneof(
    fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(bytes)),
    fc
      .array(
        fc.constantFrom(
          '{',
          '}',
          '[',
          ']',
          '"',
          ':',
          ',',
          '\n',
          '\\',
          '1',
          'x',
          '{"Records":[',
          '{"eventVersion":1}',
        ),
        {
          maxLength: 120,
        },
      )
      .map((parts) => Buffer.from(parts.join(''))),
  );

  it('are read to their end without a throw, the same in any pieces, in ascending order', async () => {
    await fc.assert(
      fc.asyncProperty(hostile, sizes, async (bytes, cuts) => {
        const whole = await read(bytes, bytes.length + 1);
        const cut = await read(bytes, cuts);
        const summary = ({ slices, problems, envelope }: typeof whole) => ({
          envelope,
          problems,
          slices: slices.map(({ offset, length, ordinal }) => ({ offset, length, ordinal })),
        });
        expect(summary(cut)).toEqual(summary(whole));
        const offsets = whole.slices.map(({ offset }) => offset);
        expect(offsets).toEqual([...offsets].sort((a, b) => a - b));
      }),
      { numRuns: 1500 },
    );
  });

  it('lose one record to one damaged byte, never those before and hardly those behind', async () => {
    const records = Array.from({ length: 8 }, (_, id) => ({
      eventVersion: '1.08',
      eventID: `e${id}`,
      a: { b: [id] },
    }));
    const content = `{"Records":${JSON.stringify(records)}}`;
    const first = '{"Records":['.length;
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: first, max: content.length - 3 }),
        fc.constantFrom('{', '}', '[', ']', '"', ',', ':', '\n', 'x', '\0'),
        sizes,
        async (position, char, cuts) => {
          const damaged = content.slice(0, position) + char + content.slice(position + 1);
          const { values } = await read(damaged, cuts);
          const ids = values.flatMap((found) => (found as { eventID?: string }).eventID ?? []);
          const hit = records.findIndex((_, id) => content.indexOf(`"e${id + 1}"`) > position || id === 7);
          for (const [id, { eventID }] of records.entries()) {
            if (Math.abs(id - hit) > 1) expect(ids).toContain(eventID);
          }
        },
      ),
      { numRuns: 1500 },
    );
  });
});
