import type { EcsResource, JsonObject, JsonValue } from '../ecs';
import { removeEmpties } from './empties';
import { bucketCount, bucketOrder, javaHash } from './java-hash-order';
import { type RawJson, setOwn } from './record';
import { isPlainObject } from './values';

/**
 * `resources` in ECS: `ARN` and `accountId` renamed, other keys kept, entries that agree in ARN, account and type
 * collapsed into the last of them, in the order of a `HashMap` over those three.
 */
export function toResources(raw: RawJson | undefined): readonly EcsResource[] | undefined {
  if (raw === undefined || raw === null) return undefined;
  const kept = removeEmpties(raw);
  if (kept === undefined) return undefined;
  if (!Array.isArray(kept)) return isPlainObject(kept) ? [rename(kept)] : undefined;
  const byKey = new Map<string, EcsResource>();
  for (const value of kept as readonly JsonValue[]) {
    if (!isPlainObject(value)) continue;
    const resource = rename(value);
    byKey.set(`${part(resource.arn)}_${part(resource.account_id)}_${part(resource.type)}`, resource);
  }
  if (byKey.size === 0) return undefined;
  if (byKey.size === 1) return [...byKey.values()];
  const resources = [...byKey.values()];
  const hashes = [...byKey.keys()].map(javaHash);
  return bucketOrder(hashes, bucketCount(hashes)).map((position) => resources[position] as EcsResource);
}

function rename(resource: JsonObject): EcsResource {
  const renamed: { [key: string]: JsonValue } = {};
  for (const key of Object.keys(resource)) {
    const value = resource[key] as JsonValue;
    if (key === 'ARN') renamed.arn = value;
    else if (key === 'accountId') renamed.account_id = value;
    else setOwn(renamed, key, value);
  }
  return renamed as EcsResource;
}

/** Java prints an absent part of the key as `null`. */
function part(value: JsonValue | undefined): string {
  return value === undefined ? 'null' : String(value);
}
