import { chmodSync, mkdtempSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

/** A fresh data folder per run. Playwright loads its configuration in every process: the first one's choice holds. */
function dataDir(): string {
  const known = process.env.TRAILHOUND_E2E_DATA_DIR;
  if (known) return known;
  const made = mkdtempSync(path.join(os.tmpdir(), 'trailhound-e2e-'));
  // The embedded PostgreSQL may run as another account.
  chmodSync(made, 0o755);
  process.env.TRAILHOUND_E2E_DATA_DIR = made;
  return made;
}

const port = Number(process.env.TRAILHOUND_E2E_PORT ?? 3927);

/** The server that the browser journeys talk to. */
export const E2E = {
  port,
  url: `http://127.0.0.1:${port}`,
  dataDir: dataDir(),
  email: 'ada@example.com',
  password: 'correct horse battery',
} as const;
