import { describe, expect, test } from 'vitest';
import { compareAddresses, contains, parseAddress, parseNetwork } from '../../../lib/kql/addresses';
import { parseDateSpan } from '../../../lib/kql/dates';
import { compareCodePoints, matchesParts, numberText } from '../../../lib/kql/text';

const NOW = Date.parse('2024-02-29T12:34:56.789Z');

describe('dates are spans of their last unit', () => {
  test.each([
    ['2023', '2023-01-01T00:00:00.000Z', '2024-01-01T00:00:00.000Z'],
    ['2023-12', '2023-12-01T00:00:00.000Z', '2024-01-01T00:00:00.000Z'],
    ['2024-02-28', '2024-02-28T00:00:00.000Z', '2024-02-29T00:00:00.000Z'],
    ['2023-07-10T11', '2023-07-10T11:00:00.000Z', '2023-07-10T12:00:00.000Z'],
    ['2023-07-10T11:55Z', '2023-07-10T11:55:00.000Z', '2023-07-10T11:56:00.000Z'],
    ['2023-07-10T11:55:35+02:00', '2023-07-10T09:55:35.000Z', '2023-07-10T09:55:36.000Z'],
    ['2023-07-10T11:55:35.12', '2023-07-10T11:55:35.120Z', '2023-07-10T11:55:35.121Z'],
    ['1688990135000', '2023-07-10T11:55:35.000Z', '2023-07-10T11:55:35.001Z'],
    ['now', '2024-02-29T12:34:56.789Z', '2024-02-29T12:34:56.790Z'],
    ['now-1y', '2023-02-28T12:34:56.789Z', '2023-02-28T12:34:56.790Z'],
    ['now-1d/d', '2024-02-28T00:00:00.000Z', '2024-02-29T00:00:00.000Z'],
    ['now/w', '2024-02-26T00:00:00.000Z', '2024-03-04T00:00:00.000Z'],
    ['now/d+2h', '2024-02-29T02:00:00.000Z', '2024-03-01T02:00:00.000Z'],
    ['2023-01-31||+1M', '2023-02-28T00:00:00.000Z', '2023-03-01T00:00:00.000Z'],
    ['2023-07-10||/M', '2023-07-01T00:00:00.000Z', '2023-08-01T00:00:00.000Z'],
    ['9999', '9999-01-01T00:00:00.000Z', '9999-12-31T23:59:59.999Z'],
  ])('%s', (text, from, before) => {
    const span = parseDateSpan(text, NOW);

    expect(span && [new Date(span.from).toISOString(), new Date(span.before).toISOString()]).toEqual([
      from,
      before,
    ]);
  });

  test.each([
    '',
    'soon',
    '2023-13',
    '2023-02-30',
    '2023-07-10T24',
    '2023-07-10T11:60',
    'nowhere',
    'now-1x',
    'now-',
  ])('%s is no date', (text) => {
    expect(parseDateSpan(text, NOW)).toBeNull();
  });

  test.each([
    'now-999999y',
    '0000',
    '99999999999999999',
    '2023-7-1',
    '2023-07-10 11:55',
    '2023-07-10T11:55:35+19:00',
  ])('%s is out of bounds or another format', (text) => {
    expect(parseDateSpan(text, NOW)).toBeNull();
  });
});

describe('addresses', () => {
  test.each([
    '10.0.0.1',
    '0.0.0.0',
    '::',
    '::1',
    '2600:1f18::7',
    '1:2:3:4:5:6:7:8',
    '1::8',
    '::ffff:1.2.3.4',
  ])('%s is one', (text) => {
    expect(parseAddress(text)).not.toBeNull();
  });

  test.each([
    '',
    '10.0.0',
    '10.0.0.256',
    '010.0.0.1',
    '1.2.3.4.5',
    ':::',
    '1:2:3:4:5:6:7',
    '1:2:3:4:5:6:7:8:9',
    '1::2::3',
    '12345::',
    'fe80::1%eth0',
    '1.2.3.4::',
    '10.0.0.0/8',
  ])('%j is none', (text) => {
    expect(parseAddress(text)).toBeNull();
  });

  test.each([
    ['10.0.0.0/8', '10.255.0.1', true],
    ['10.1.2.3/8', '10.255.0.1', true],
    ['10.0.0.0/8', '11.0.0.1', false],
    ['0.0.0.0/0', '1.2.3.4', true],
    ['0.0.0.0/0', '::1', false],
    ['10.0.0.1', '10.0.0.1', true],
    ['2600::/16', '2600:ffff::1', true],
  ])('%s holds %s: %s', (network, address, expected) => {
    const left = parseNetwork(network);
    const right = parseAddress(address);

    expect(left && right && contains(left, right)).toBe(expected);
  });

  test.each(['10.0.0.0/33', '10.0.0.0/', '10.0.0.0/08', '::/129', 'x/8'])('%s is no network', (text) => {
    expect(parseNetwork(text)).toBeNull();
  });

  test('IPv4 sorts before IPv6, as inet does', () => {
    const sorted = ['::1', '10.0.0.2', '9.0.0.1'].sort((left, right) => {
      const [a, b] = [parseAddress(left), parseAddress(right)];
      return a && b ? compareAddresses(a, b) : 0;
    });

    expect(sorted).toEqual(['9.0.0.1', '10.0.0.2', '::1']);
  });
});

describe('text', () => {
  test('numbers print as jsonb prints them', () => {
    expect([1, -3, 1.5, 1e21, -1.25e22, 1e-7, 1.5e-10, 0.1].map(numberText)).toEqual([
      '1',
      '-3',
      '1.5',
      '1000000000000000000000',
      '-12500000000000000000000',
      '0.0000001',
      '0.00000000015',
      '0.1',
    ]);
  });

  test('text sorts by code point', () => {
    expect(['🔑', '\uff00', '\ue000', 'é', 'a', 'B', ''].sort(compareCodePoints)).toEqual([
      '',
      'B',
      'a',
      'é',
      '\ue000',
      '\uff00',
      '🔑',
    ]);
  });

  test.each([
    ['abc', ['a', 'c'], true],
    ['ac', ['a', 'c'], true],
    ['a', ['a', 'a'], false],
    ['aba', ['a', 'a'], true],
    ['abcabc', ['', 'bc', 'bc'], true],
    ['abc', ['', 'bc', 'bc'], false],
    ['a\nb', ['a', 'b'], true],
    ['', ['', ''], true],
  ])('%j against %j: %s', (text, parts, expected) => {
    expect(matchesParts(text, parts)).toBe(expected);
  });
});
