import { type EcsEvent, type EcsSlots, FIELDS, SLOT } from '../../ecs';
import type { Enrich } from '../enrich';
import type { CloudTrailRecord } from '../record';
import { toEcs } from '../to-ecs';
import { isObject } from '../values';
import { LACKS_NOTHING } from './form';
import { FULLEST_RECORDS } from './fullest-records';
import { pickPaths } from './object-path';

/** Place of a value in a record: `userIdentity.arn`, or a key above it for everything below. */
export type RecordPath = readonly string[];

/** Answers every look-up, so that the fields that hang on an address or an agent count as its fields. */
const ENRICH_ALL: Enrich = {
  geo: () => ({
    'source.geo.continent_name': 'x',
    'source.geo.country_iso_code': 'x',
    'source.geo.country_name': 'x',
    'source.geo.region_name': 'x',
    'source.geo.city_name': 'x',
    'source.geo.location': { lat: 0, lon: 0 },
    'source.as.number': 1,
    'source.as.organization.name': 'x',
  }),
  agent: () => ({
    'user_agent.name': 'x',
    'user_agent.version': 'x',
    'user_agent.os.name': 'x',
    'user_agent.os.version': 'x',
    'user_agent.os.full': 'x',
    'user_agent.device.name': 'x',
  }),
};

const OUTCOME = 'event.outcome';
const RESOURCE = 'aws.cloudtrail.resources.';

/** Names of the registered fields that the records give together. */
export function fieldsOf(records: readonly CloudTrailRecord[]): ReadonlySet<string> {
  const events = records.map((record) => toEcs(record, ENRICH_ALL));
  return new Set([...FIELDS.keys()].filter((name) => events.some((event) => hasField(event, name))));
}

function hasField(event: EcsEvent, name: string): boolean {
  if (!name.startsWith(RESOURCE)) return Object.hasOwn(event, name);
  const resources = event['aws.cloudtrail.resources'] ?? [];
  return resources.some((resource) => Object.hasOwn(resource, name.slice(RESOURCE.length)));
}

/** Forms differ in few ways, but their headers come from outside. */
const KNOWN_MAX = 200;
const known = new Map<string, readonly string[]>();
let whole: ReadonlySet<string> | undefined;

/**
 * The fields an event lacks when its form tells no more of the record than these paths. A payload of which only
 * some keys are told counts as lacking.
 */
export function lacksBesides(paths: readonly RecordPath[]): readonly string[] {
  const key = paths
    .map((path) => path.join('.'))
    .sort()
    .join('\n');
  const before = known.get(key);
  if (before !== undefined) return before;
  whole ??= fieldsOf(FULLEST_RECORDS);
  const told = fieldsOf(FULLEST_RECORDS.map((record) => asRecord(pickPaths(record, paths))));
  const missing = [...whole].filter((name) => !told.has(name));
  // A call failed when it carries an error: where errors are not told, success is not either.
  if (!told.has('aws.cloudtrail.error_code') && !told.has('aws.cloudtrail.error_message')) {
    missing.push(OUTCOME);
  }
  const lacks = missing.length === 0 ? LACKS_NOTHING : Object.freeze(missing.sort());
  if (known.size >= KNOWN_MAX) known.clear();
  known.set(key, lacks);
  return lacks;
}

/**
 * The event without what `toEcs` concludes from silence: where errors are not told, it must not say `success`.
 *
 * @param lacks as `decodeRecord` gave it with the record.
 */
export function withoutUntold(event: EcsEvent, lacks: readonly string[]): EcsEvent {
  if (lacks.length === 0 || !lacks.includes(OUTCOME)) return event;
  const { [OUTCOME]: _, ...told } = event;
  return told;
}

/** The same for an event in slots. */
export function forgetUntold(slots: EcsSlots, lacks: readonly string[]): void {
  if (lacks.length > 0 && lacks.includes(OUTCOME)) slots[SLOT[OUTCOME]] = undefined;
}

function asRecord(value: unknown): CloudTrailRecord {
  return isObject(value as CloudTrailRecord) ? (value as CloudTrailRecord) : {};
}
