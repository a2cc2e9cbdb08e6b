import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Geo, geoFromData, loadGeoData, openGeo } from '../../../lib/enrich';
import { compileAsnTable } from '../../../lib/enrich/asn-compile';
import { decodeAsnTable, encodeAsnTable, findAutonomousSystem } from '../../../lib/enrich/asn-table';
import { BoundedCache } from '../../../lib/enrich/bounded-cache';
import { parseIp } from '../../../lib/enrich/ip';

let cacheDir: string;
let geo: Geo;

beforeAll(async () => {
  cacheDir = await mkdtemp(path.join(tmpdir(), 'trailhound-geo-'));
  geo = await openGeo({ cacheDir });
}, 60_000);
afterAll(() => rm(cacheDir, { recursive: true, force: true }));

describe('geo.lookup', () => {
  it('gives place and operator of a public IPv4 address', () => {
    expect(geo.lookup('81.2.69.142')).toMatchObject({
      'source.geo.continent_name': 'Europe',
      'source.geo.country_iso_code': 'GB',
      'source.geo.country_name': 'United Kingdom',
      'source.geo.city_name': 'London',
      'source.geo.location': { lat: expect.closeTo(51.5, 0), lon: expect.closeTo(-0.1, 0) },
      'source.as.number': 20712,
    });
    expect(geo.lookup('8.8.8.8')).toMatchObject({
      'source.as.number': 15169,
      'source.as.organization.name': expect.stringContaining('Google'),
    });
  });

  it('gives place and operator of a public IPv6 address', () => {
    expect(geo.lookup('2a02:8108::1')).toMatchObject({
      'source.geo.country_iso_code': 'DE',
      'source.as.number': 31334,
    });
    expect(geo.lookup('2001:4860:4860::8888')).toMatchObject({ 'source.as.number': 15169 });
  });

  it('reads IPv4 written as IPv6 as IPv4', () => {
    expect(geo.lookup('::ffff:8.8.8.8')).toEqual(geo.lookup('8.8.8.8'));
  });

  it.each([
    '10.0.0.1',
    '127.0.0.1',
    '169.254.169.254',
    '100.64.3.2',
    '192.0.2.1',
    '2001:db8::1',
    'fe80::1',
    'ec2.amazonaws.com',
    'AWS Internal',
    '255.18.064.253',
    '',
  ])('knows nothing of %s', (address) => {
    expect(geo.lookup(address)).toBeNull();
  });

  it('answers a repeated address with the same object', () => {
    expect(geo.lookup('8.8.4.4')).toBe(geo.lookup('8.8.4.4'));
  });
});

describe('the AS cache', () => {
  it('is one file, and spares the compilation', async () => {
    const [file = ''] = await readdir(cacheDir);
    expect(file).toMatch(/^asn-[\d.]+-(LE|BE)\.bin$/);
    const { mtimeMs } = await stat(path.join(cacheDir, file));
    expect((await openGeo({ cacheDir })).lookup('8.8.8.8')).toEqual(geo.lookup('8.8.8.8'));
    expect(await readdir(cacheDir)).toEqual([file]);
    expect((await stat(path.join(cacheDir, file))).mtimeMs).toBe(mtimeMs);
  });

  it('is compiled again when the file is damaged', async () => {
    const [file = ''] = await readdir(cacheDir);
    await writeFile(path.join(cacheDir, file), 'cut off');
    const again = geoFromData(await loadGeoData({ cacheDir }));
    expect(again.lookup('8.8.8.8')).toMatchObject({ 'source.as.number': 15169 });
    expect(await readdir(cacheDir)).toEqual([file]);
  }, 60_000);

  it('is optional: a folder that cannot be written does not stop the look-ups', async () => {
    const file = path.join(cacheDir, 'a-file');
    await writeFile(file, '');
    const without = await openGeo({ cacheDir: path.join(file, 'below') });
    expect(without.lookup('8.8.8.8')).toMatchObject({ 'source.as.number': 15169 });
  }, 60_000);
});

describe('AS ranges', () => {
  const table = compileAsnTable(
    '16777216,16777471,13335,"Cloudflare, Inc."\n16777472,16777473,7,"The ""Seven"""\n16778240,16779263,38803,Gtelecom\n',
    '42540488161975842760550356425300246528,42540488161975842760550356425300246530,6939,Hurricane Electric LLC\n',
  );
  const find = (address: string) => {
    const words = parseIp(address);
    return words && findAutonomousSystem(table, words);
  };

  it('hold both ends, and nothing between ranges', () => {
    expect(find('1.0.0.0')?.organization).toBe('Cloudflare, Inc.');
    expect(find('1.0.0.255')?.number).toBe(13335);
    expect(find('1.0.1.1')).toEqual({ number: 7, organization: 'The "Seven"' });
    expect(find('1.0.1.2')).toBeNull();
    expect(find('0.255.255.255')).toBeNull();
    expect(find('255.255.255.255')).toBeNull();
    expect(find('2001::2')?.number).toBe(6939);
    expect(find('2001::3')).toBeNull();
  });

  it('survive encoding', () => {
    const encoded = encodeAsnTable(table);
    const decoded = decodeAsnTable(encoded.slice().buffer);
    expect(decoded && encodeAsnTable(decoded)).toEqual(encoded);
    expect(decodeAsnTable(encoded.slice(0, -1).buffer)).toBeNull();
  });
});

describe('BoundedCache', () => {
  it('stays bounded and keeps what is used', () => {
    const cache = new BoundedCache<number>(100);
    cache.set('kept', 1);
    for (let index = 0; index < 10_000; index += 1) {
      cache.set(`key ${index}`, index);
      cache.get('kept');
    }
    expect(cache.size).toBeLessThanOrEqual(100);
    expect(cache.get('kept')).toBe(1);
    expect(cache.get('key 3')).toBeUndefined();
  });
});
