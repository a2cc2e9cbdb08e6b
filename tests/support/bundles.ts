import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import { createLocalBundle } from '@/lib/bundles/create-local';
import type { Context } from '@/lib/db/context';
import type { JsonObject } from '@/lib/ecs';
import { ingestBundle } from '@/lib/ingest/ingest-bundle';
import type { IngestResult } from '@/lib/ingest/read-result';
import { recordsFile } from './records';

/** Where the compiled geo table lies between runs: in the checkout, since another account's could not be written. */
export const DATA_DIR = path.resolve('.trailhound', 'test-data');

export interface TestFolder {
  readonly path: string;
  /** Writes a file, folders included, and returns its path. */
  write(name: string, content: string | Buffer): Promise<string>;
}

/** A folder of its own for the test file, removed at the end. */
export function testFolder(): TestFolder {
  let root = '';
  beforeAll(async () => {
    root = await mkdtemp(path.join(os.tmpdir(), 'trailhound-files-'));
  });
  afterAll(() => rm(root, { recursive: true, force: true }));
  return {
    get path() {
      return root;
    },
    async write(name, content) {
      const file = path.join(root, name);
      await mkdir(path.dirname(file), { recursive: true });
      await writeFile(file, content);
      return file;
    },
  };
}

/** A bundle of files on this machine, not read yet. */
export async function createBundleOf(ctx: Context, ...paths: string[]): Promise<number> {
  return (await createLocalBundle({ ctx, input: { paths, origin: 'cli' } })).id;
}

export async function ingestFiles(ctx: Context, ...paths: string[]): Promise<IngestResult> {
  return ingestBundle(ctx, await createBundleOf(ctx, ...paths), { dataDir: DATA_DIR });
}

let written = 0;

/** Ingests records as one file that CloudTrail delivered. */
export async function ingestRecords(
  ctx: Context,
  folder: TestFolder,
  records: readonly JsonObject[],
): Promise<IngestResult> {
  written += 1;
  return ingestFiles(ctx, await folder.write(`records-${written}.json`, recordsFile(records)));
}
