import { ListKey, type ListKeyId } from './list-keys';

/** The node for keys that are none of ours. */
export const NO_NODE = 0;
/** The node before the first byte. */
export const ROOT_NODE = 1;

const KEYS = Object.entries(ListKey).filter(([, id]) => id !== ListKey.none);
const nodes = 2 + KEYS.reduce((sum, [key]) => sum + key.length, 0);

/** The node after a byte: `KEY_TRIE[(node << 8) | byte]`. Fits a byte, as the keys have fewer letters. */
export const KEY_TRIE = new Uint8Array(nodes << 8);
/** The key that ends at a node. */
const ENDS: ListKeyId[] = Array.from({ length: nodes }, () => ListKey.none);

let used = ROOT_NODE;
for (const [key, id] of KEYS) {
  let node = ROOT_NODE;
  for (const byte of Buffer.from(key)) {
    const at = (node << 8) | byte;
    if (KEY_TRIE[at] === NO_NODE) {
      used += 1;
      KEY_TRIE[at] = used;
    }
    node = KEY_TRIE[at] as number;
  }
  ENDS[node] = id;
}

export function keyAt(node: number): ListKeyId {
  return ENDS[node] ?? ListKey.none;
}
