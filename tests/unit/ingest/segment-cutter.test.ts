import fc from 'fast-check';
import { expect, test } from 'vitest';
import { SegmentCutter } from '@/lib/ingest/segment-cutter';

async function* inPieces(bytes: Buffer, sizes: readonly number[]): AsyncGenerator<Buffer> {
  let start = 0;
  for (let turn = 0; start < bytes.length; turn += 1) {
    const size = sizes[turn % sizes.length] ?? 1;
    yield bytes.subarray(start, start + size);
    start += size;
  }
}

const content = fc.uint8Array({ minLength: 1, maxLength: 400 }).map((bytes) => Buffer.from(bytes));
const sizes = fc.array(fc.integer({ min: 1, max: 90 }), { minLength: 1, maxLength: 5 });

test('however the bytes come and wherever they are cut, the segments are the bytes', async () => {
  await fc.assert(
    fc.asyncProperty(content, sizes, fc.infiniteStream(fc.nat({ max: 3 })), async (bytes, pieces, chance) => {
      const cutter = new SegmentCutter();
      const segments: Array<{ offset: number; bytes: Buffer }> = [];
      const cut = (upTo: number) => {
        const offset = cutter.segmentStart;
        const segment = cutter.cut(upTo);
        if (segment) segments.push({ offset, bytes: segment });
      };
      for await (const _ of cutter.through(inPieces(bytes, pieces))) {
        // Behind a record that ended somewhere in what is pending.
        if (chance.next().value === 0) cut(cutter.readUpTo - Math.floor(cutter.pendingBytes / 3));
      }
      cut(cutter.readUpTo);

      expect(Buffer.concat(segments.map((segment) => segment.bytes)).equals(bytes)).toBe(true);
      let end = 0;
      for (const segment of segments) {
        expect(segment.offset).toBe(end);
        end += segment.bytes.length;
      }
      expect(end).toBe(bytes.length);
    }),
  );
});

test('what is skipped, whether it has come by or not, is left out and nothing else', async () => {
  await fc.assert(
    fc.asyncProperty(content, sizes, fc.nat(), fc.nat(), async (bytes, pieces, first, second) => {
      const bounds = [first % (bytes.length + 1), second % (bytes.length + 1)];
      const [from, to] = [Math.min(...bounds), Math.max(...bounds)];
      const cutter = new SegmentCutter();
      const passed: Buffer[] = [];
      let before: Buffer | null = null;
      let hasSkipped = false;
      for await (const piece of cutter.through(inPieces(bytes, pieces))) {
        passed.push(piece);
        if (hasSkipped || cutter.readUpTo < from) continue;
        before = cutter.cut(from);
        cutter.skipTo(to);
        hasSkipped = true;
      }

      const behind = cutter.cut(cutter.readUpTo);

      expect(Buffer.concat(passed).equals(bytes)).toBe(true);
      expect((before ?? Buffer.alloc(0)).equals(bytes.subarray(0, from))).toBe(true);
      expect((behind ?? Buffer.alloc(0)).equals(bytes.subarray(to))).toBe(true);
    }),
  );
});

test('a cut where nothing is pending gives nothing', async () => {
  const cutter = new SegmentCutter();
  for await (const _ of cutter.through(inPieces(Buffer.alloc(100), [100])));

  expect(cutter.cut(60)).toHaveLength(60);
  expect(cutter.segmentStart).toBe(60);
  expect(cutter.cut(60)).toBeNull();
  expect(cutter.cut(100)).toHaveLength(40);
});
