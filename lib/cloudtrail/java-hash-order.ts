const BUCKETS_MIN = 16;
const BUCKETS_TREE = 64;
/** A ninth entry in one bucket makes a small table grow before its load does. */
const CHAIN_MAX = 8;

/** `HashMap`'s spread hash of a string: `String.hashCode` folded onto its upper half. */
export function javaHash(key: string): number {
  let hash = 0;
  for (let index = 0; index < key.length; index += 1) {
    hash = (Math.imul(31, hash) + key.charCodeAt(index)) | 0;
  }
  return hash ^ (hash >>> 16);
}

/**
 * Number of buckets of a `java.util.HashMap` after these hashes were put into it one by one.
 *
 * Buckets of nine and more in tables of 64 and more become trees in Java; their inner order is not modelled.
 */
export function bucketCount(hashes: readonly number[]): number {
  let buckets = BUCKETS_MIN;
  if (hashes.length <= CHAIN_MAX) return buckets;
  const chains = new Map<number, number>();
  const grow = (size: number) => {
    buckets *= 2;
    chains.clear();
    for (let index = 0; index < size; index += 1) addTo(chains, (hashes[index] ?? 0) & (buckets - 1));
  };
  for (const [index, hash] of hashes.entries()) {
    const chain = addTo(chains, hash & (buckets - 1));
    if (chain > CHAIN_MAX && buckets < BUCKETS_TREE) grow(index + 1);
    if (index + 1 > buckets * 0.75) grow(index + 1);
  }
  return buckets;
}

function addTo(chains: Map<number, number>, bucket: number): number {
  const count = (chains.get(bucket) ?? 0) + 1;
  chains.set(bucket, count);
  return count;
}

/**
 * Orders items as a `HashMap` of their keys iterates: by bucket, inside a bucket as they were put.
 *
 * @param buckets from `bucketCount` over every key that was ever in the map, as removal never shrinks it.
 */
export function sortByBucket<Item extends { readonly hash: number }>(items: Item[], buckets: number): Item[] {
  const mask = buckets - 1;
  return items.sort((left, right) => (left.hash & mask) - (right.hash & mask));
}
