import { existsSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import chromium from '@sparticuz/chromium';

const SYSTEM_BROWSERS = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome-stable',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/** A real Chromium: the one named, the system's, or the one that comes in an npm package. No download. */
export async function chromiumPath(): Promise<string> {
  const named = process.env.TRAILHOUND_CHROMIUM ?? SYSTEM_BROWSERS.find((file) => existsSync(file));
  return named ?? (await unpackChromium());
}

/** The package unpacks into the temporary folder; one that another account filled cannot be run from there. */
async function unpackChromium(): Promise<string> {
  const usual = process.env.TMPDIR;
  const folder = path.resolve('.trailhound', 'chromium');
  mkdirSync(folder, { recursive: true });
  process.env.TMPDIR = folder;
  try {
    return await chromium.executablePath();
  } finally {
    if (usual === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = usual;
  }
}

/** Flags for a headless Chromium that may run as root, in a container, without a network. */
export const CHROMIUM_ARGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-dev-shm-usage',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
