import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { PrismaPg } from '@prisma/adapter-pg';
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils';
import * as glue from '@prisma/schema-engine-wasm/schema_engine_bg';
import pg from 'pg';

/** Prisma's schema engine, compiled to WebAssembly: what `prisma migrate` runs, without a download. */
export type SchemaEngine = glue.SchemaEngine;

let instantiated: Promise<void> | undefined;

async function instantiate(): Promise<void> {
  const file = createRequire(import.meta.url).resolve('@prisma/schema-engine-wasm/schema_engine_bg');
  const bytes = await readFile(file.replace(/\.js$/, '.wasm'));
  const { instance } = await WebAssembly.instantiate(bytes, {
    './schema_engine_bg.js': glue as unknown as WebAssembly.ModuleImports,
  });
  glue.__wbg_set_wasm(instance.exports);
  const start = instance.exports.__wbindgen_start;
  if (typeof start === 'function') start();
}

/** Runs `work` with an engine bound to one database. `datamodels` are schema files as [name, content]. */
export async function withSchemaEngine<T>(
  connectionString: string,
  datamodels: ReadonlyArray<readonly [string, string]>,
  work: (engine: SchemaEngine) => Promise<T>,
): Promise<T> {
  instantiated ??= instantiate();
  await instantiated;
  const pool = new pg.Pool({ connectionString, max: 2 });
  try {
    const adapter = bindMigrationAwareSqlAdapterFactory(new PrismaPg(pool));
    const engine = await glue.SchemaEngine.new(
      { datamodels: datamodels.map(([name, content]) => [name, content]) },
      () => undefined,
      adapter,
    );
    return await work(engine);
  } finally {
    // The engine does not close the adapter it was given.
    await pool.end();
  }
}
