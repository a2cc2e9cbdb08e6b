/** An address as 32-bit words, most significant first: one for IPv4, four for IPv6. */
export type IpWords = readonly [number] | readonly [number, number, number, number];

const IP_LENGTH_MAX = 45;

/**
 * Reads an IPv4 or IPv6 literal; null for anything else, including octets with leading zeros, ports, masks and
 * zones. An IPv4 address written as IPv6 (`::ffff:192.0.2.1`) is returned as IPv4.
 */
export function parseIp(text: string): IpWords | null {
  if (text.length > IP_LENGTH_MAX) return null;
  return text.includes(':') ? parseIpv6(text) : parseIpv4(text);
}

function parseIpv4(text: string): readonly [number] | null {
  const parts = text.split('.');
  if (parts.length !== 4) return null;
  let word = 0;
  for (const part of parts) {
    if (!/^(0|[1-9]\d{0,2})$/.test(part)) return null;
    const octet = Number(part);
    if (octet > 255) return null;
    word = word * 256 + octet;
  }
  return [word];
}

function parseIpv6(text: string): IpWords | null {
  const halves = text.split('::');
  if (halves.length > 2) return null;
  const compressed = halves.length === 2;
  const head = hextets(halves[0] ?? '', !compressed);
  const tail = compressed ? hextets(halves[1] ?? '', true) : [];
  if (!head || !tail) return null;
  const missing = 8 - head.length - tail.length;
  if (compressed ? missing < 1 : missing !== 0) return null;
  const all = [...head, ...new Array<number>(missing).fill(0), ...tail];
  const word = (index: number) => (all[index * 2] ?? 0) * 0x1_0000 + (all[index * 2 + 1] ?? 0);
  const words = [word(0), word(1), word(2), word(3)] as const;
  return words[0] === 0 && words[1] === 0 && words[2] === 0xffff ? [words[3]] : words;
}

/** The groups of one side of `::`; dotted IPv4 counts as two, and stands only at the very end. */
function hextets(text: string, isEnd: boolean): number[] | null {
  if (text === '') return [];
  const groups = text.split(':');
  const values: number[] = [];
  for (const [index, group] of groups.entries()) {
    if (isEnd && index === groups.length - 1 && group.includes('.')) {
      const ipv4 = parseIpv4(group);
      if (!ipv4) return null;
      values.push(Math.floor(ipv4[0] / 0x1_0000), ipv4[0] % 0x1_0000);
    } else if (/^[0-9a-f]{1,4}$/i.test(group)) {
      values.push(Number.parseInt(group, 16));
    } else {
      return null;
    }
  }
  return values;
}

/** Canonical text of an address; IPv4 written as IPv6 comes out as IPv4. */
export function formatIp(words: IpWords): string {
  if (words.length === 1) return [24, 16, 8, 0].map((shift) => (words[0] >>> shift) & 255).join('.');
  return words.flatMap((word) => [word >>> 16, word & 0xffff].map((group) => group.toString(16))).join(':');
}

/** The first address of a network, `10.0.0.0/8`, and how many leading bits it fixes. */
export interface Network {
  readonly words: IpWords;
  readonly bits: number;
}

export function parseNetwork(cidr: string): Network {
  const [address = '', bits = ''] = cidr.split('/');
  const words = parseIp(address);
  if (!words) throw new Error(`Not a network: ${cidr}`);
  return { words, bits: Number(bits) };
}

export function isInNetwork(address: IpWords, network: Network): boolean {
  if (address.length !== network.words.length) return false;
  let left = network.bits;
  for (const [index, word] of address.entries()) {
    if (left <= 0) return true;
    const size = 2 ** (32 - Math.min(32, left));
    if (Math.floor(word / size) !== Math.floor((network.words[index] ?? 0) / size)) return false;
    left -= 32;
  }
  return true;
}
