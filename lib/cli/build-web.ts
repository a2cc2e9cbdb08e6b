import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { childEnv } from '../env';
import { say } from './output';

const STAMP = '.next/trailhound-build';
const SOURCES = ['app', 'components', 'lib', 'public', 'prisma/schema.prisma'];
const FILES = ['package-lock.json', 'next.config.ts', 'postcss.config.mjs', 'proxy.ts', 'tsconfig.json'];

/** Next reports usage to its makers unless told not to. */
export const NEXT_ENV = { NEXT_TELEMETRY_DISABLED: '1' } as const;

export const NEXT_BIN = createRequire(import.meta.url).resolve('next/dist/bin/next');

async function filesBelow(place: string): Promise<string[]> {
  const entries = await readdir(place, { withFileTypes: true, recursive: true }).catch(() => null);
  if (entries === null) return [place];
  return entries
    .filter((entry) => entry.isFile() && !entry.parentPath.includes('generated'))
    .map((entry) => path.join(entry.parentPath, entry.name));
}

/** A digest of everything the build reads: a checkout that changed is built again, any other is not. */
async function sourceDigest(): Promise<string> {
  const files = (await Promise.all([...SOURCES.map(filesBelow), FILES])).flat().sort();
  const hash = createHash('sha256');
  for (const file of files) {
    hash.update(`${file}\0`);
    hash.update(await readFile(file).catch(() => ''));
  }
  return hash.digest('hex');
}

function runBuild(): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [NEXT_BIN, 'build'], {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: childEnv({ ...NEXT_ENV, NODE_ENV: 'production' }),
    });
    let output = '';
    const keep = (chunk: Buffer) => {
      output += chunk.toString('utf8');
    };
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    child.once('error', reject);
    child.once('exit', (code) =>
      code === 0 ? resolve() : reject(new Error(`Building the web app failed.\n${output}`)),
    );
  });
}

/** Builds the web app unless the last build is of the same sources. */
export async function ensureWebBuild(): Promise<void> {
  const digest = await sourceDigest();
  if ((await readFile(STAMP, 'utf8').catch(() => '')) === digest) return;
  say('Building the web app (once per version, about a minute) …');
  const started = performance.now();
  await runBuild();
  await writeFile(STAMP, digest);
  say(`Built in ${Math.round((performance.now() - started) / 1000)} s.`);
}
