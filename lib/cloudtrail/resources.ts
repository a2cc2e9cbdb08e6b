import type { EcsResource, JsonValue } from '../ecs';
import { removeEmpties } from './empties';
import { bucketCount, javaHash, sortByBucket } from './java-hash-order';
import type { RawJson } from './record';
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
  const entries = [...byKey].map(([key, resource]) => ({ hash: javaHash(key), resource }));
  return sortByBucket(entries, bucketCount(entries.map(({ hash }) => hash))).map(({ resource }) => resource);
}

function rename(resource: { readonly [key: string]: JsonValue }): EcsResource {
  const { ARN, accountId, ...rest } = resource;
  return {
    ...rest,
    ...(ARN === undefined ? {} : { arn: ARN }),
    ...(accountId === undefined ? {} : { account_id: accountId }),
  } as EcsResource;
}

/** Java prints an absent part of the key as `null`. */
function part(value: JsonValue | undefined): string {
  return value === undefined ? 'null' : String(value);
}
