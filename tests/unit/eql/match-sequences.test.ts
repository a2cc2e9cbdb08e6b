import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { matchSequences, type SequenceQuery, type SequenceRow } from '../../../lib/eql';
import { sequence } from './support';

const KEYED = 'sequence by user.id with maxspan=10s';
const AB = sequence(`${KEYED} [any where true] [any where true]`);
const ABC = sequence(`${KEYED} [any where true] [any where true] [any where true]`);
const AB_UNTIL = sequence(`${KEYED} [any where true] [any where true] until [any where true]`);

/** `at` seconds, the letters of the steps it fits (`u` for until), and its key. */
function row(id: string, at: number, steps: string, key: readonly string[] = ['k'], count = 3): SequenceRow {
  const letters = [...'abc'.slice(0, count), 'u'];
  return {
    eventId: id,
    eventTimeMs: at * 1000,
    parts: letters.map((letter) => (steps.includes(letter) ? [key] : null)),
  };
}

const two = (id: string, at: number, steps: string, key?: readonly string[]) => row(id, at, steps, key, 2);

function found(rows: readonly SequenceRow[], query: SequenceQuery): readonly string[] {
  return matchSequences(rows, query).map(
    ({ events, key }) => `${key.join('+')}: ${events.map(({ eventId }) => eventId).join(' ')}`,
  );
}

describe('sequences', () => {
  test('join events of one key in order', () => {
    expect(found([two('1', 0, 'a'), two('2', 1, 'b', ['other']), two('3', 2, 'b')], AB)).toEqual(['k: 1 3']);
    expect(found([two('1', 0, 'b'), two('2', 1, 'a')], AB)).toEqual([]);
  });

  test('go on from the newest beginning, which is then used up', () => {
    expect(found([two('1', 0, 'a'), two('2', 1, 'a'), two('3', 2, 'b'), two('4', 3, 'b')], AB)).toEqual([
      'k: 2 3',
    ]);
  });

  test('let an event that fits two steps end one sequence and begin the next', () => {
    expect(found([two('1', 0, 'ab'), two('2', 1, 'ab'), two('3', 2, 'ab')], AB)).toEqual([
      'k: 1 2',
      'k: 2 3',
    ]);
  });

  test('keep a beginning at every step', () => {
    const rows = [
      row('1', 0, 'a'),
      row('2', 1, 'b'),
      row('3', 2, 'a'),
      row('4', 3, 'c'),
      row('5', 4, 'b'),
      row('6', 5, 'c'),
    ];
    expect(found(rows, ABC)).toEqual(['k: 1 2 4', 'k: 3 5 6']);
  });

  test('may take exactly maxspan from the first event to the last', () => {
    expect(found([two('1', 0, 'a'), two('2', 10, 'b')], AB)).toEqual(['k: 1 2']);
    expect(found([two('1', 0, 'a'), two('2', 10.001, 'b')], AB)).toEqual([]);
    expect(found([row('1', 0, 'a'), row('2', 6, 'b'), row('3', 11, 'c')], ABC)).toEqual([]);
  });

  test('take the order of the rows at equal times', () => {
    expect(found([two('1', 0, 'a'), two('2', 0, 'b')], AB)).toEqual(['k: 1 2']);
    expect(found([two('1', 0, 'b'), two('2', 0, 'a')], AB)).toEqual([]);
  });

  test('end where until stands between two events, not where it completes', () => {
    expect(found([two('1', 0, 'a'), two('2', 1, 'u'), two('3', 2, 'b')], AB_UNTIL)).toEqual([]);
    expect(found([two('1', 0, 'a'), two('2', 1, 'u', ['x']), two('3', 2, 'b')], AB_UNTIL)).toEqual([
      'k: 1 3',
    ]);
    expect(found([two('1', 0, 'a'), two('2', 1, 'bu')], AB_UNTIL)).toEqual(['k: 1 2']);
    expect(found([two('1', 0, 'au'), two('2', 1, 'b')], AB_UNTIL)).toEqual([]);
  });

  test('repeat a step as often as runs says', () => {
    const query = sequence('sequence [any where true] with runs=3 [any where true]');
    const rows = ['1', '2', '3'].map((id, at) => two(id, at, 'a', []));
    const global = (each: SequenceRow) => ({ ...each, parts: each.parts.map((part) => part && []) });
    expect(found([...rows, two('4', 4, 'b', [])].map(global), query)).toEqual([': 1 2 3 4']);
    expect(found([...rows.slice(1), two('4', 4, 'b', [])].map(global), query)).toEqual([]);
  });

  test('count an event with several values under each of them', () => {
    expect(
      found([two('1', 0, 'a', ['x', 'y', 'x']), two('2', 1, 'b', ['y']), two('3', 2, 'b', ['x'])], AB),
    ).toEqual(['y: 1 2', 'x: 1 3']);
  });
});

/**
 * The same rules stage by stage over the whole list instead of event by event: each event of a step, in order, takes
 * the latest sequence of the step before that ends before it, and those that ended earlier are forgotten.
 */
function stageByStage(rows: readonly SequenceRow[], stages: number, maxspanMs: number): readonly string[] {
  const keys = [...new Set(rows.flatMap(({ parts }) => parts.flatMap((part) => part?.flat() ?? [])))];
  const done = keys.flatMap((key) => {
    const of = (part: number) =>
      rows.flatMap((each, at) => (each.parts[part]?.[0]?.includes(key) ? [at] : []));
    const untils = of(stages);
    let sequences: number[][] = of(0).map((at) => [at]);
    for (let stage = 1; stage < stages; stage += 1) {
      const next: number[][] = [];
      for (const at of of(stage)) {
        const before = sequences.filter((each) => (each.at(-1) ?? 0) < at);
        const latest = before.at(-1);
        sequences = sequences.slice(before.length);
        if (!latest) continue;
        const [first = 0] = latest;
        const span = (rows[at]?.eventTimeMs ?? 0) - (rows[first]?.eventTimeMs ?? 0);
        const ended = untils.some((until) => until >= (latest.at(-1) ?? 0) && until < at);
        if (span <= maxspanMs && !ended) next.push([...latest, at]);
      }
      sequences = next;
    }
    return sequences.map((each) => `${key}: ${each.map((at) => rows[at]?.eventId).join(' ')}`);
  });
  return done.sort();
}

test('event by event gives what stage by stage gives', () => {
  const step = fc.record({
    gap: fc.constantFrom(0, 1, 4, 9),
    steps: fc.subarray(['a', 'b', 'c', 'u']).map((letters) => letters.join('')),
    key: fc.subarray(['x', 'y'], { minLength: 1 }),
  });
  const query = sequence(
    `${KEYED} [any where true] [any where true] [any where true] until [any where true]`,
  );
  fc.assert(
    fc.property(fc.array(step, { maxLength: 25 }), (steps) => {
      let at = 0;
      const rows = steps.map((each, index) => {
        at += each.gap;
        return row(String(index), at, each.steps, each.key);
      });
      expect([...found(rows, query)].sort()).toEqual(stageByStage(rows, 3, 10_000));
    }),
    { numRuns: 500 },
  );
});
