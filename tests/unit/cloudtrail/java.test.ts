import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { javaDouble } from '../../../lib/cloudtrail/java-double';
import { bucketCount, bucketOrder, javaHash } from '../../../lib/cloudtrail/java-hash-order';
import { renderJava } from '../../../lib/cloudtrail/render-java-map';
import { CORPUS, hasCorpus, parse } from './support';

const render = (json: string) => renderJava(parse(json));

describe('rendering as Java prints maps', () => {
  const cases: ReadonlyArray<readonly [name: string, json: string, text: string]> = [
    [
      'HashMap order',
      '{"attribute":"userData","instanceId":"i-0abc"}',
      '{instanceId=i-0abc, attribute=userData}',
    ],
    ['lists keep their order', '{"a":["x","y"]}', '{a=[x, y]}'],
    ['strings stand verbatim', '{"a":"x, y={\\"z\\"}\\n"}', '{a=x, y={"z"}\n}'],
    ['booleans', '{"a":true,"b":false}', '{a=true, b=false}'],
    ['empties go', '{"a":null,"b":"","c":{},"d":[],"e":"-","f":"none","g":{"h":[null]},"i":"x"}', '{i=x}'],
    ['empties in lists go', '{"a":["","x",null,"none"]}', '{a=[x]}'],
    ['only exact words are empty', '{"a":"None","b":"--"}', '{a=None, b=--}'],
    ['integers of any size', '{"a":12345678901234567890123}', '{a=12345678901234567890123}'],
    [
      'the largest safe integer and beyond',
      '{"a":9007199254740991,"b":9007199254740993}',
      '{a=9007199254740991, b=9007199254740993}',
    ],
    ['doubles keep their point', '{"a":80.0,"b":80}', '{a=80.0, b=80}'],
    ['doubles in Java notation', '{"a":1e7,"b":0.00099,"c":1.5E+3}', '{a=1.0E7, b=9.9E-4, c=1500.0}'],
    ['negative zero', '{"a":-0,"b":-0.0}', '{a=0, b=-0.0}'],
    ['a repeated key: last value', '{"a":1,"a":2}', '{a=2}'],
    ['a key named __proto__', '{"__proto__":{"x":1},"a":2}', '{__proto__={x=1}, a=2}'],
  ];
  it.each(cases)('%s', (_, json, text) => {
    expect(render(json)).toBe(text);
  });

  it('has nothing to say of a value that is all empties', () => {
    expect(render('{"a":{"b":[{"c":""}]}}')).toBeUndefined();
  });

  it('sizes the table by the keys before the empties went', () => {
    // Two keys that share a bucket of 16 but not of 32: thirteen keys make the table grow, two do not.
    const [low, high] = ['b', 'R'] as const;
    expect([javaHash(low) & 15, javaHash(high) & 15]).toEqual([2, 2]);
    expect(javaHash(high) & 31).toBeGreaterThan(javaHash(low) & 31);
    const fillers = Array.from({ length: 11 }, (_, index) => `"f${index}":""`).join(',');
    expect(render(`{"${high}":1,"${low}":1}`)).toBe('{R=1, b=1}');
    expect(render(`{"${high}":1,"${low}":1,${fillers}}`)).toBe('{b=1, R=1}');
  });

  it('keeps JSON order in a bucket, also for keys that JavaScript moves to the front', () => {
    expect([javaHash('A') & 15, javaHash('1') & 15]).toEqual([1, 1]);
    expect(render('{"A":1,"1":2}')).toBe('{A=1, 1=2}');
    expect(render('{"1":2,"A":1}')).toBe('{1=2, A=1}');
  });

  it('grows a small table when nine keys share a bucket', () => {
    const sameBucket = Array.from({ length: 9 }, (_, index) => index * 64);
    expect(bucketCount(sameBucket.slice(0, 8))).toBe(16);
    expect(bucketCount(sameBucket)).toBe(32);
  });

  it('orders large tables as it orders small ones', () => {
    const hashes = Array.from({ length: 200 }, (_, index) => javaHash(`key${index}`));
    const mask = bucketCount(hashes) - 1;
    const expected = hashes
      .map((_, index) => index)
      .sort((a, b) => (at(hashes, a) & mask) - (at(hashes, b) & mask));
    expect(bucketOrder(hashes, mask + 1)).toEqual(expected);
  });
});

const at = (values: readonly number[], index: number) => values[index] ?? 0;

describe.skipIf(!hasCorpus)(`real Java${hasCorpus ? '' : ' (skipped: no ../shared/corpus)'}`, () => {
  const folder = path.join(CORPUS, 'ecs-fixtures/java-hashmap');
  const lines = (name: string) =>
    hasCorpus ? readFileSync(path.join(folder, name), 'utf8').trim().split('\n') : [];

  it('orders 3,000 maps the same', () => {
    const vectors = lines('vectors.jsonl').map((line) => JSON.parse(line));
    expect(vectors).toHaveLength(3000);
    for (const { put, then_remove: removed, java_toString: expected } of vectors) {
      const members = put.map(
        (key: string) => `${JSON.stringify(key)}:"${removed.includes(key) ? '' : 'v'}"`,
      );
      expect(render(`{${members.join(',')}}`) ?? '{}').toBe(expected);
    }
  });

  it('prints doubles the same', () => {
    const rows = lines('double-toString.tsv').map((line) => line.split('\t'));
    expect(rows.length).toBeGreaterThan(15);
    for (const [literal, expected] of rows) expect(javaDouble(Number(literal))).toBe(expected);
  });
});
