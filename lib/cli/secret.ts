import { randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { env } from '../env';

/** The key that signs session cookies: configured, or made once and kept in the data folder. */
export async function sessionSecret(): Promise<string> {
  const { TRAILHOUND_SECRET, TRAILHOUND_DATA_DIR } = env();
  if (TRAILHOUND_SECRET) return TRAILHOUND_SECRET;
  const file = path.join(TRAILHOUND_DATA_DIR, 'session-secret');
  await mkdir(TRAILHOUND_DATA_DIR, { recursive: true });
  // Two starts at once: the second does not overwrite what the first made.
  const made = randomBytes(32).toString('hex');
  await writeFile(file, made, { mode: 0o600, flag: 'wx' }).catch(() => undefined);
  return (await readFile(file, 'utf8')).trim();
}
