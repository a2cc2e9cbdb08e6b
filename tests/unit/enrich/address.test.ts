import { describe, expect, it } from 'vitest';
import { type AddressKind, describeAddress } from '../../../lib/enrich/address';
import { formatIp, isInNetwork, parseIp, parseNetwork } from '../../../lib/enrich/ip';

describe('describeAddress', () => {
  const cases: ReadonlyArray<readonly [address: string, kind: AddressKind]> = [
    ['8.8.8.8', 'public'],
    ['2001:4860:4860::8888', 'public'],
    ['10.1.2.3', 'private'],
    ['172.31.255.255', 'private'],
    ['172.32.0.1', 'public'],
    ['192.168.0.1', 'private'],
    ['100.64.0.1', 'private'],
    ['100.128.0.1', 'public'],
    ['fd00::1', 'private'],
    ['::ffff:10.0.0.1', 'private'],
    ['127.0.0.1', 'reserved'],
    ['::1', 'reserved'],
    ['169.254.169.254', 'reserved'],
    ['fe80::1', 'reserved'],
    ['192.0.2.7', 'reserved'],
    ['198.51.100.7', 'reserved'],
    ['203.0.113.7', 'reserved'],
    ['2001:db8::1', 'reserved'],
    ['224.0.0.1', 'reserved'],
    ['255.255.255.255', 'reserved'],
    ['0.0.0.0', 'reserved'],
    ['ec2.amazonaws.com', 'aws-service'],
    ['cloudformation.amazonaws.com', 'aws-service'],
    ['AWS Internal', 'aws-internal'],
    ['255.18.064.253', 'other'],
    ['81.2.69.142, 192.168.10.10', 'other'],
    ['redacted', 'other'],
    ['', 'other'],
    ['evil.amazonaws.com.example.org', 'other'],
  ];
  it.each(cases)('%s is %s', (address, kind) => {
    expect(describeAddress(address).kind).toBe(kind);
    expect(describeAddress(address).text).not.toBe('');
  });
});

describe('parseIp', () => {
  it.each([
    ['1.2.3.4', '1.2.3.4'],
    ['255.255.255.255', '255.255.255.255'],
    ['::', '0:0:0:0:0:0:0:0'],
    ['2001:DB8::a:1', '2001:db8:0:0:0:0:a:1'],
    ['::ffff:1.2.3.4', '1.2.3.4'],
    ['64:ff9b::1.2.3.4', '64:ff9b:0:0:0:0:102:304'],
  ])('%s reads as %s', (text, canonical) => {
    const words = parseIp(text);
    expect(words && formatIp(words)).toBe(canonical);
  });

  it.each([
    '1.2.3',
    '1.2.3.256',
    '01.2.3.4',
    '1.2.3.4/32',
    '1.2.3.4:80',
    ' 1.2.3.4',
    ':::',
    '1::2::3',
    '1:2:3:4:5:6:7',
    '1:2:3:4:5:6:7:8:9',
    '1:2:3:4:5:6:7::8:9',
    'fe80::1%eth0',
    '12345::',
    'g::1',
    '1.2.3.4::',
  ])('refuses %s', (text) => {
    expect(parseIp(text)).toBeNull();
  });

  it('matches networks on any number of bits, of its own version only', () => {
    const inside = (address: string, cidr: string) => {
      const words = parseIp(address);
      return words !== null && isInNetwork(words, parseNetwork(cidr));
    };
    expect(inside('10.255.0.1', '10.0.0.0/8')).toBe(true);
    expect(inside('11.0.0.1', '10.0.0.0/8')).toBe(false);
    expect(inside('2001:db8:ffff::1', '2001:db8::/32')).toBe(true);
    expect(inside('2001:db9::1', '2001:db8::/32')).toBe(false);
    expect(inside('3fff:0fff::1', '3fff::/20')).toBe(true);
    expect(inside('3fff:1000::1', '3fff::/20')).toBe(false);
    expect(inside('0.0.0.1', '::/0')).toBe(false);
  });
});
