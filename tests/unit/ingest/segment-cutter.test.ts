import { gunzipSync } from 'node:zlib';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type CutSegment, SegmentCutter } from '@/lib/ingest/segment-cutter';

async function* inPieces(bytes: Buffer, sizes: readonly number[]): AsyncGenerator<Buffer> {
  let start = 0;
  for (let turn = 0; start < bytes.length; turn += 1) {
    const size = sizes[turn % sizes.length] ?? 1;
    yield bytes.subarray(start, start + size);
    start += size;
  }
}

function countingIds(): () => number {
  let next = 0;
  return () => {
    next += 1;
    return next;
  };
}

async function unpack(segments: readonly CutSegment[]): Promise<Buffer> {
  return Buffer.concat(await Promise.all(segments.map(async ({ data }) => gunzipSync(await data))));
}

const content = fc.uint8Array({ minLength: 1, maxLength: 400 }).map((bytes) => Buffer.from(bytes));
const sizes = fc.array(fc.integer({ min: 1, max: 90 }), { minLength: 1, maxLength: 5 });

test('however the bytes come and wherever they are cut, the segments are the bytes', async () => {
  await fc.assert(
    fc.asyncProperty(content, sizes, fc.infiniteStream(fc.nat({ max: 3 })), async (bytes, pieces, chance) => {
      const cutter = new SegmentCutter(0, countingIds());
      const segments: CutSegment[] = [];
      const keep = (segment: CutSegment | null) => {
        if (segment) segments.push(segment);
      };
      for await (const _ of cutter.through(inPieces(bytes, pieces))) {
        // Behind a record that ended somewhere in what is pending.
        if (chance.next().value === 0)
          keep(cutter.cut(cutter.readUpTo - Math.floor(cutter.pendingBytes / 3)));
      }
      keep(cutter.cut());

      expect((await unpack(segments)).equals(bytes)).toBe(true);
      let end = 0;
      for (const { offset, length } of segments) {
        expect(offset).toBe(end);
        end += length;
      }
      expect(end).toBe(bytes.length);
      expect(new Set(segments.map(({ id }) => id)).size).toBe(segments.length);
    }),
  );
});

test('going on behind bytes that lie in evidence already, the segments are the rest', async () => {
  await fc.assert(
    fc.asyncProperty(content, sizes, fc.nat(), async (bytes, pieces, chance) => {
      const resumeAt = chance % (bytes.length + 1);
      const cutter = new SegmentCutter(resumeAt, countingIds());
      const passed: Buffer[] = [];
      for await (const piece of cutter.through(inPieces(bytes, pieces))) passed.push(piece);

      const segment = cutter.cut();

      expect(Buffer.concat(passed).equals(bytes)).toBe(true);
      expect(segment?.offset ?? resumeAt).toBe(resumeAt);
      expect((await unpack(segment ? [segment] : [])).equals(bytes.subarray(resumeAt))).toBe(true);
    }),
  );
});

test('records know the segment they lie in before it is cut', async () => {
  const cutter = new SegmentCutter(0, countingIds());
  for await (const _ of cutter.through(inPieces(Buffer.alloc(100), [100])));
  const before = cutter.segmentId;

  const first = cutter.cut(60);

  expect(first).toMatchObject({ id: before, offset: 0, length: 60 });
  expect(cutter.segmentStart).toBe(60);
  expect(cutter.segmentId).not.toBe(before);
  expect(cutter.cut(60)).toBeNull();
  expect(cutter.cut()).toMatchObject({ offset: 60, length: 40 });
});
