import { FIELDS, type FieldName } from './fields';

export type JsonValue =
  | string
  | number
  | boolean
  | null
  | readonly JsonValue[]
  | { readonly [key: string]: JsonValue };

export type JsonObject = { readonly [key: string]: JsonValue };

/** Latitude and longitude in degrees. */
export interface GeoPoint {
  readonly lat: number;
  readonly lon: number;
}

/** One entry of `aws.cloudtrail.resources`, as the integration keeps it: keys other than the first three stay as they came. */
export type EcsResource = JsonObject & {
  readonly arn?: string;
  readonly account_id?: string;
  readonly type?: string;
};

/**
 * A CloudTrail record in ECS, keyed by dotted field name.
 *
 * Values: strings for keyword, numbers for long, booleans for boolean, ISO-8601 UTC strings with three decimals
 * for date, objects for flattened, arrays where the registry says `array`. An absent field has no key. The
 * resources are kept whole beside the fields because ECS holds them as a list of objects.
 */
export type EcsEvent = {
  readonly [Name in Exclude<FieldName, `aws.cloudtrail.resources.${string}`>]?: EcsValue;
} & { readonly 'aws.cloudtrail.resources'?: readonly EcsResource[] };

export type EcsValue = string | number | boolean | readonly string[] | GeoPoint | JsonObject;

/** An ECS document in the nested form that Elastic shows and stores. */
export type EcsDocument = JsonObject;

/** Turns dotted names into nested objects: `{ 'event.id': 'x' }` → `{ event: { id: 'x' } }`. */
export function nest(event: EcsEvent): EcsDocument {
  const root: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(event)) {
    const keys = name.split('.');
    const last = keys.pop() ?? name;
    let node = root;
    for (const key of keys) {
      const child = node[key];
      if (typeof child === 'object' && child !== null) {
        node = child as Record<string, unknown>;
      } else {
        const created: Record<string, unknown> = {};
        node[key] = created;
        node = created;
      }
    }
    node[last] = value;
  }
  return root as EcsDocument;
}

/**
 * Values of one field of an event, as strings, in the way a query sees them: arrays give one value per element,
 * an absent field gives none. Sub-keys of flattened fields are not resolved here (see `kql`).
 */
export function fieldStrings(event: EcsEvent, name: FieldName): string[] {
  if (name.startsWith('aws.cloudtrail.resources.')) {
    const key = name.slice('aws.cloudtrail.resources.'.length);
    return (event['aws.cloudtrail.resources'] ?? []).flatMap((resource) => {
      const value = resource[key];
      return typeof value === 'string' ? [value] : [];
    });
  }
  const value = (event as Readonly<Record<string, EcsValue | undefined>>)[name];
  if (value === undefined) return [];
  if (Array.isArray(value)) return value.map(String);
  return typeof value === 'object' ? [] : [String(value)];
}

/** The inverse of `nest`, for documents that an alert keeps: picks the registered fields out of the nested form. */
export function flatten(document: EcsDocument): EcsEvent {
  const event: Record<string, unknown> = {};
  for (const name of [...FIELDS.keys(), 'aws.cloudtrail.resources']) {
    let node: unknown = document;
    for (const key of name.split('.')) {
      node =
        typeof node === 'object' && node !== null && !Array.isArray(node)
          ? Reflect.get(node, key)
          : undefined;
    }
    if (node !== undefined) event[name] = node;
  }
  return event as EcsEvent;
}
