/**
 * IP addresses and networks, compared as PostgreSQL's `inet` compares them: the families apart, IPv4 first. An
 * IPv4-mapped IPv6 address is an IPv6 address, here as there.
 */

export interface Address {
  readonly family: 4 | 6;
  readonly bits: bigint;
}

export interface Network extends Address {
  readonly prefixLength: number;
}

/** `10.1.2.3` or `2600:1f18::7`. Null for anything else, zone indexes and octal digits included. */
export function parseAddress(text: string): Address | null {
  return text.includes(':') ? parseV6(text) : parseV4(text);
}

/** `10.0.0.0/8`; bits behind the prefix are ignored. A lone address is the network that holds only it. */
export function parseNetwork(text: string): Network | null {
  const slash = text.indexOf('/');
  const address = parseAddress(slash === -1 ? text : text.slice(0, slash));
  if (!address) return null;
  const width = widthOf(address);
  if (slash === -1) return { ...address, prefixLength: width };
  const digits = text.slice(slash + 1);
  if (!/^(?:0|[1-9]\d{0,2})$/.test(digits) || Number(digits) > width) return null;
  return { ...address, prefixLength: Number(digits) };
}

export function isHost(network: Network): boolean {
  return network.prefixLength === widthOf(network);
}

export function contains(network: Network, address: Address): boolean {
  if (network.family !== address.family) return false;
  const ignored = BigInt(widthOf(network) - network.prefixLength);
  return network.bits >> ignored === address.bits >> ignored;
}

/** Negative, zero or positive, in `inet` order. */
export function compareAddresses(left: Address, right: Address): number {
  if (left.family !== right.family) return left.family - right.family;
  return left.bits < right.bits ? -1 : left.bits > right.bits ? 1 : 0;
}

function widthOf(address: Address): number {
  return address.family === 4 ? 32 : 128;
}

function parseV4(text: string): Address | null {
  const groups = text.split('.', 5);
  if (groups.length !== 4) return null;
  let bits = 0n;
  for (const group of groups) {
    // A leading zero would be octal to some readers and decimal to others.
    if (!/^(?:0|[1-9]\d{0,2})$/.test(group) || Number(group) > 255) return null;
    bits = (bits << 8n) | BigInt(group);
  }
  return { family: 4, bits };
}

function parseV6(text: string): Address | null {
  if (text.length > 45) return null;
  const halves = text.split('::');
  if (halves.length > 2) return null;
  const head = hextets(halves[0] ?? '', halves.length === 1);
  const tail = halves.length === 2 ? hextets(halves[1] ?? '', true) : [];
  if (!head || !tail) return null;
  const missing = 8 - head.length - tail.length;
  if (halves.length === 1 ? missing !== 0 : missing < 1) return null;
  const groups = [...head, ...Array.from({ length: missing }, () => 0), ...tail];
  return { family: 6, bits: groups.reduce((bits, group) => (bits << 16n) | BigInt(group), 0n) };
}

/** The 16-bit groups of one side of `::`; the last one may be an IPv4 address when it ends the whole. */
function hextets(text: string, endsAddress: boolean): number[] | null {
  if (text === '') return [];
  const words = text.split(':');
  const groups: number[] = [];
  for (const [index, word] of words.entries()) {
    if (endsAddress && index === words.length - 1 && word.includes('.')) {
      const v4 = parseV4(word);
      if (!v4) return null;
      groups.push(Number(v4.bits >> 16n), Number(v4.bits & 0xffffn));
    } else if (/^[0-9a-f]{1,4}$/i.test(word)) {
      groups.push(Number.parseInt(word, 16));
    } else {
      return null;
    }
  }
  return groups;
}
