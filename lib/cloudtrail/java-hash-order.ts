const BUCKETS_MIN = 16;
const BUCKETS_TREE = 64;
/** A ninth entry in one bucket makes a small table grow before its load does. */
const CHAIN_MAX = 8;
const LOAD_FACTOR = 0.75;
const INSERTION_MAX = 32;

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
    for (const hash of hashes.slice(0, size)) addTo(chains, hash & (buckets - 1));
  };
  for (let index = 0; index < hashes.length; index += 1) {
    const chain = addTo(chains, (hashes[index] as number) & (buckets - 1));
    if (chain > CHAIN_MAX && buckets < BUCKETS_TREE) grow(index + 1);
    if (index + 1 > buckets * LOAD_FACTOR) grow(index + 1);
  }
  return buckets;
}

function addTo(chains: Map<number, number>, bucket: number): number {
  const count = (chains.get(bucket) ?? 0) + 1;
  chains.set(bucket, count);
  return count;
}

/**
 * The positions of these hashes in the order in which a `HashMap` iterates: by bucket, inside one as they were put.
 *
 * @param buckets from `bucketCount` over every key that was ever in the map, as removal never shrinks it.
 */
export function bucketOrder(hashes: readonly number[], buckets: number): number[] {
  const mask = buckets - 1;
  const order: number[] = [];
  // Insertion from behind: stable, and objects have few keys.
  if (hashes.length <= INSERTION_MAX) {
    for (let index = 0; index < hashes.length; index += 1) {
      const bucket = (hashes[index] as number) & mask;
      let at = index;
      while (at > 0 && ((hashes[order[at - 1] as number] as number) & mask) > bucket) {
        order[at] = order[at - 1] as number;
        at -= 1;
      }
      order[at] = index;
    }
    return order;
  }
  for (let index = 0; index < hashes.length; index += 1) order.push(index);
  return order.sort((left, right) => ((hashes[left] as number) & mask) - ((hashes[right] as number) & mask));
}
