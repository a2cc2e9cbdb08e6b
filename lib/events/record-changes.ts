import { decodeRecord } from '../cloudtrail';
import { NumberLiteral } from '../cloudtrail/number-literal';
import type { RawJson } from '../cloudtrail/record';
import { isObject } from '../cloudtrail/values';
import type { FieldChange } from './schemas';

/** A record's bytes as they came, and the header that a line of a CSV needs to mean something. */
export interface EvidenceRecord {
  readonly bytes: Buffer;
  readonly header: string | null;
}

/**
 * What differs between two records, field by field, in the order of the first one. What does not read as a record is
 * compared as a whole.
 */
export function recordChanges(event: EvidenceRecord, other: EvidenceRecord): FieldChange[] {
  const one = decodeRecord(event.bytes, { header: event.header });
  const two = decodeRecord(other.bytes, { header: other.header });
  if (one.ok && two.ok) return [...changes('', one.record, two.record)];
  if (event.bytes.equals(other.bytes)) return [];
  const text = ({ bytes }: EvidenceRecord) => JSON.stringify(bytes.toString('utf8'));
  return [{ path: '', kind: 'changed', event: text(event), other: text(other) }];
}

function* changes(path: string, one: RawJson | undefined, two: RawJson | undefined): Generator<FieldChange> {
  if (Array.isArray(one) && Array.isArray(two)) {
    const length = Math.max(one.length, two.length);
    for (let index = 0; index < length; index += 1) {
      yield* changes(`${path}[${index}]`, one[index], two[index]);
    }
    return;
  }
  if (isObject(one) && isObject(two)) {
    for (const key of new Set([...Object.keys(one), ...Object.keys(two)])) {
      yield* changes(join(path, key), own(one, key), own(two, key));
    }
    return;
  }
  const [event, other] = [jsonText(one), jsonText(two)];
  if (event === other) return;
  yield { path, kind: event === null ? 'added' : other === null ? 'removed' : 'changed', event, other };
}

/** A key of a record may be the name of something every object inherits. */
function own(object: { [key: string]: RawJson }, key: string): RawJson | undefined {
  return Object.hasOwn(object, key) ? object[key] : undefined;
}

/** Keys that would read as several steps are quoted: `tags["a.b"]`. */
function join(path: string, key: string): string {
  if (!/^[\w:/@-]+$/.test(key)) return `${path}[${JSON.stringify(key)}]`;
  return path === '' ? key : `${path}.${key}`;
}

/** JSON as it stood, numbers with every digit; null when there is no value. */
function jsonText(value: RawJson | undefined): string | null {
  if (value === undefined) return null;
  if (value instanceof NumberLiteral) return value.text;
  if (Array.isArray(value)) return `[${value.map(jsonText).join(',')}]`;
  if (!isObject(value)) return JSON.stringify(value);
  const members = Object.entries(value).map(([key, child]) => `${JSON.stringify(key)}:${jsonText(child)}`);
  return `{${members.join(',')}}`;
}
