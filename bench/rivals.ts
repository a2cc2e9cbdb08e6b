import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { errorMessage } from '../lib/errors';
import { measureNode } from './measure';

const run = promisify(execFile);

/** Fixed, so that a comparison can be repeated. They are large and only for comparing: never dependencies. */
const PACKAGES = { '@duckdb/node-api': '1.5.6-r.1', chdb: '3.4.0' } as const;

/** A program of `loaders` that reads a folder of log files. */
export interface Loader {
  readonly engine: string;
  readonly script: 'baseline' | 'duckdb' | 'clickhouse';
}

export const BASELINE: Loader = { engine: 'gunzip + JSON.parse', script: 'baseline' };
export const RIVALS: readonly Loader[] = [
  { engine: 'DuckDB', script: 'duckdb' },
  { engine: 'ClickHouse (chdb)', script: 'clickhouse' },
];

export interface Loaded {
  readonly events: number;
  readonly seconds: number;
  readonly storedBytes: number;
  readonly peakBytes: number | null;
  readonly cpuSeconds: number | null;
}

/** Installs the rivals below the system's temporary folder, once: a later run finds them there. */
export async function installRivals(signal: AbortSignal): Promise<string> {
  const folder = path.join(tmpdir(), 'trailhound-bench-rivals');
  const require = createRequire(path.join(folder, 'package.json'));
  const isInstalled = Object.entries(PACKAGES).every(([name, version]) => {
    try {
      return (
        (require(path.join(folder, 'node_modules', name, 'package.json')) as { version: string }).version ===
        version
      );
    } catch {
      return false;
    }
  });
  if (isInstalled) return folder;
  await mkdir(folder, { recursive: true });
  await writeFile(path.join(folder, 'package.json'), JSON.stringify({ private: true }));
  const wanted = Object.entries(PACKAGES).map(([name, version]) => `${name}@${version}`);
  try {
    await run('npm', ['install', '--prefix', folder, '--no-audit', '--no-fund', ...wanted], { signal });
  } catch (error) {
    throw new Error(`${wanted.join(' and ')} could not be installed into ${folder}. ${errorMessage(error)}`);
  }
  return folder;
}

/** Runs a loader in a process of its own, with a scratch folder that is removed afterwards. */
export async function load(
  { script }: Loader,
  events: string,
  options: { readonly installed?: string; readonly signal: AbortSignal },
): Promise<Loaded> {
  const scratch = await mkdtemp(path.join(tmpdir(), 'trailhound-bench-load-'));
  try {
    const file = path.join(import.meta.dirname, 'loaders', `${script}.mjs`);
    const { installed = '', signal } = options;
    const { stdout, peakBytes, cpuSeconds } = await measureNode([file, events, scratch, installed], {
      signal,
    });
    return { ...(JSON.parse(stdout) as Omit<Loaded, 'peakBytes' | 'cpuSeconds'>), peakBytes, cpuSeconds };
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}
