import { execFile } from 'node:child_process';
import path from 'node:path';

export interface CliRun {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs `trailhound …` as a person would, from a folder that is not the checkout. */
export function runCli(
  args: readonly string[],
  options: { readonly databaseUrl?: string; readonly dataDir?: string; readonly cwd?: string } = {},
): Promise<CliRun> {
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      [path.resolve('lib/cli/bin.mjs'), ...args],
      {
        cwd: options.cwd ?? '/',
        maxBuffer: 64 * 1024 * 1024,
        env: {
          ...process.env,
          // Never the default: a command must not find or start a database of the checkout's own.
          DATABASE_URL: options.databaseUrl ?? 'postgresql://nobody@127.0.0.1:1/none',
          ...(options.dataDir ? { TRAILHOUND_DATA_DIR: options.dataDir } : {}),
        },
      },
      (error, stdout, stderr) => {
        resolve({ code: error ? Number(error.code ?? 1) : 0, stdout, stderr });
      },
    );
  });
}
