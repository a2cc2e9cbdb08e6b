import { type IpWords, isInNetwork, parseIp, parseNetwork } from './ip';

export type AddressKind = 'public' | 'private' | 'reserved' | 'aws-service' | 'aws-internal' | 'other';

export interface AddressDescription {
  readonly kind: AddressKind;
  /** A few words for the analyst, for example `private network (RFC 1918)`. */
  readonly text: string;
}

/** Address blocks that never route on the internet (IANA special-purpose registries). */
const SPECIAL_NETWORKS = (
  [
    ['private', 'private network (RFC 1918)', ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16']],
    ['private', 'carrier-grade NAT (RFC 6598)', ['100.64.0.0/10']],
    ['private', 'unique local IPv6 (RFC 4193)', ['fc00::/7']],
    ['reserved', 'loopback', ['127.0.0.0/8', '::1/128']],
    ['reserved', 'link-local', ['169.254.0.0/16', 'fe80::/10']],
    [
      'reserved',
      'documentation range',
      ['192.0.2.0/24', '198.51.100.0/24', '203.0.113.0/24', '2001:db8::/32', '3fff::/20'],
    ],
    ['reserved', 'benchmarking range', ['198.18.0.0/15', '2001:2::/48']],
    ['reserved', 'multicast', ['224.0.0.0/4', 'ff00::/8']],
    ['reserved', 'unspecified address', ['0.0.0.0/8', '::/128']],
    ['reserved', 'reserved range', ['192.0.0.0/24', '240.0.0.0/4', '100::/64']],
  ] as const
).flatMap(([kind, text, networks]) =>
  networks.map((cidr) => ({ description: { kind, text }, network: parseNetwork(cidr) })),
);

const PUBLIC: AddressDescription = { kind: 'public', text: 'public address' };

const SERVICE_HOST = /^[a-z0-9.-]{1,200}\.(amazonaws\.com(\.cn)?|aws\.internal)$/i;

/** What kind of address a parsed IP is; never one of the AWS kinds. */
export function describeIp(words: IpWords): AddressDescription {
  return SPECIAL_NETWORKS.find(({ network }) => isInNetwork(words, network))?.description ?? PUBLIC;
}

/**
 * Says what a CloudTrail `sourceIPAddress` is: an address with its range, a host of an AWS service, the marker
 * `AWS Internal`, or something else (`redacted`, a list, an address that anonymisation broke).
 */
export function describeAddress(address: string): AddressDescription {
  const words = parseIp(address);
  if (words) return describeIp(words);
  if (/^aws internal$/i.test(address)) return { kind: 'aws-internal', text: 'inside AWS' };
  if (SERVICE_HOST.test(address))
    return { kind: 'aws-service', text: 'AWS service, on behalf of the caller' };
  return { kind: 'other', text: 'not an IP address' };
}
