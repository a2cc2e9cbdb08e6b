import { expect, test } from 'vitest';
import { recordChanges } from '@/lib/events/record-changes';

function changes(event: string, other: string) {
  return recordChanges(
    { bytes: Buffer.from(event), header: null },
    { bytes: Buffer.from(other), header: null },
  );
}

test('every field that differs is told once, with its path and both values as JSON', () => {
  expect(
    changes(
      '{"a":1,"b":{"c":"x","d":[1,2,{"e":true}]},"only":null}',
      '{"a":1,"b":{"c":"y","d":[1,3,{"e":false},4]},"new":{"f":"g"}}',
    ),
  ).toEqual([
    { path: 'b.c', kind: 'changed', event: '"x"', other: '"y"' },
    { path: 'b.d[1]', kind: 'changed', event: '2', other: '3' },
    { path: 'b.d[2].e', kind: 'changed', event: 'true', other: 'false' },
    { path: 'b.d[3]', kind: 'added', event: null, other: '4' },
    { path: 'only', kind: 'removed', event: 'null', other: null },
    { path: 'new', kind: 'added', event: null, other: '{"f":"g"}' },
  ]);
});

test('white space and the order of keys are no differences', () => {
  expect(changes('{"a":1,"b":[1,2]}', '{ "b" : [1, 2], "a" : 1 }')).toEqual([]);
});

test('numbers are compared with every digit they have', () => {
  expect(changes('{"n":12345678901234567890}', '{"n":12345678901234567891}')).toEqual([
    { path: 'n', kind: 'changed', event: '12345678901234567890', other: '12345678901234567891' },
  ]);
});

test('keys that look like paths or like what objects inherit are keys like others', () => {
  expect(changes('{"a.b":1,"__proto__":{"x":1}}', '{"a.b":2,"constructor":3}')).toEqual([
    { path: '["a.b"]', kind: 'changed', event: '1', other: '2' },
    { path: '__proto__', kind: 'removed', event: '{"x":1}', other: null },
    { path: 'constructor', kind: 'added', event: null, other: '3' },
  ]);
});

test('what is no JSON object is compared as a whole', () => {
  expect(changes('a,b,c', 'a,b,d')).toEqual([
    { path: '', kind: 'changed', event: '"a,b,c"', other: '"a,b,d"' },
  ]);
  expect(changes('a,b,c', 'a,b,c')).toEqual([]);
});
