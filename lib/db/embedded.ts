import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmod, chown, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import net from 'node:net';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import pg from 'pg';
import { errorMessage } from '../errors';
import { chooseOsUser, type OsUser, placeBinaries, placeData } from './embedded-files';

const run = promisify(execFile);
const DATABASE = 'trailhound';
/** Names this process's connections, so that it can tell its own from those of others when it ends. */
const OWN_NAME = `trailhound-${process.pid}`;

/** A PostgreSQL of our own under the data folder. Several processes may use it; whoever ends last stops it. */
export interface EmbeddedPostgres {
  readonly url: string;
  /** Stops the server, unless `onlyIfUnused` and another process still has a connection. */
  stop(options?: { readonly onlyIfUnused?: boolean }): Promise<void>;
}

interface Installation {
  readonly binDir: string;
  readonly dataDir: string;
  readonly password: string;
  readonly user: OsUser | null;
}

/** Settings for a private server that must load fast and is never replicated. */
function serverSettings(port: number): string {
  const settings = {
    port,
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: 80,
    shared_buffers: '256MB',
    work_mem: '32MB',
    maintenance_work_mem: '256MB',
    effective_cache_size: '1GB',
    wal_level: 'minimal',
    max_wal_senders: 0,
    max_wal_size: '2GB',
    checkpoint_timeout: '15min',
    random_page_cost: 1.1,
    jit: 'off',
    timezone: 'UTC',
    log_timezone: 'UTC',
  };
  return Object.entries(settings)
    .map(([name, value]) => `-c ${name}='${value}'`)
    .join(' ');
}

async function exec(installation: Installation, program: string, args: readonly string[]): Promise<void> {
  const { user } = installation;
  try {
    await run(path.join(installation.binDir, program), [...args], {
      cwd: installation.dataDir,
      timeout: 120_000,
      env: { NODE_ENV: 'production', PATH: '/usr/local/bin:/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' },
      ...(user ? { uid: user.uid, gid: user.gid } : {}),
    });
  } catch (error) {
    throw new Error(`The embedded PostgreSQL: ${program} failed. ${errorMessage(error)}`);
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = net.createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() =>
        typeof address === 'object' && address ? resolve(address.port) : reject(new Error('no free port')),
      );
    });
  });
}

/** Fourth line of postmaster.pid is the port the running (or crashed) server listens on. */
async function runningPort(installation: Installation): Promise<number | null> {
  const pidFile = await readFile(path.join(installation.dataDir, 'postmaster.pid'), 'utf8').catch(() => '');
  const port = Number(pidFile.split('\n')[3]);
  return Number.isInteger(port) && port > 0 ? port : null;
}

function urlFor(installation: Installation, port: number, database = DATABASE): string {
  return `postgresql://trailhound:${installation.password}@127.0.0.1:${port}/${database}?application_name=${OWN_NAME}`;
}

async function canConnect(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 3000 });
  try {
    await client.connect();
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}

async function ownBy(user: OsUser | null, file: string): Promise<void> {
  if (user) await chown(file, user.uid, user.gid);
}

/** Makes the cluster in a scratch folder and moves it into place, so that a half-made one is never used. */
async function initialise(installation: Installation): Promise<void> {
  const exists = await readFile(path.join(installation.dataDir, 'PG_VERSION'), 'utf8').catch(() => null);
  if (exists) return;
  const scratch = `${installation.dataDir}.${randomBytes(4).toString('hex')}`;
  await mkdir(scratch, { recursive: true, mode: 0o700 });
  await ownBy(installation.user, scratch);
  const passwordFile = path.join(scratch, 'password');
  await writeFile(passwordFile, installation.password, { mode: 0o600 });
  await ownBy(installation.user, passwordFile);
  const cluster = path.join(scratch, 'cluster');
  const flags = [
    '--encoding=UTF8',
    '--locale=C',
    '--auth=scram-sha-256',
    '--username=trailhound',
    '--no-sync',
  ];
  await exec({ ...installation, dataDir: scratch }, 'initdb', [
    ...flags,
    `--pwfile=${passwordFile}`,
    '-D',
    cluster,
  ]);
  await rm(installation.dataDir, { recursive: true, force: true });
  await rename(cluster, installation.dataDir);
  await rm(scratch, { recursive: true, force: true });
}

/** A server that was killed keeps its lock file until the last of its processes is gone from the system's table. */
const START_TRIES_MAX = 20;
const START_AGAIN_MS = 500;

async function startServer(installation: Installation, options: readonly string[]): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await exec(installation, 'pg_ctl', [...options, 'start']);
      return;
    } catch (error) {
      // Another process may have started it in the same moment.
      const other = await runningPort(installation);
      if (other !== null && (await canConnect(urlFor(installation, other, 'postgres')))) return;
      if (attempt === START_TRIES_MAX) throw error;
      await pause(START_AGAIN_MS);
    }
  }
}

async function launch(installation: Installation): Promise<string> {
  const port = await freePort();
  const log = path.join(installation.dataDir, 'server.log');
  const options = ['-D', installation.dataDir, '-l', log, '-w', '-t', '90', '-o', serverSettings(port)];
  await startServer(installation, options);
  const used = (await runningPort(installation)) ?? port;
  const admin = new pg.Client({ connectionString: urlFor(installation, used, 'postgres') });
  await admin.connect();
  const found = await admin.query('select 1 from pg_database where datname = $1', [DATABASE]);
  if (found.rowCount === 0) await admin.query(`create database ${DATABASE}`);
  await admin.end();
  return urlFor(installation, used);
}

async function otherConnections(url: string): Promise<number> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query<{ count: number }>(
    `select count(*)::int as count from pg_stat_activity
      where backend_type = 'client backend' and application_name <> $1`,
    [OWN_NAME],
  );
  await client.end();
  return rows[0]?.count ?? 0;
}

/** The superuser's password, made once per data folder. */
async function readPassword(dataDir: string): Promise<string> {
  const file = path.join(dataDir, 'postgres.password');
  const known = await readFile(file, 'utf8').catch(() => '');
  if (known) return known.trim();
  const password = randomBytes(24).toString('hex');
  await writeFile(file, password, { mode: 0o600, flag: 'wx' }).catch(() => undefined);
  await chmod(file, 0o600);
  return (await readFile(file, 'utf8')).trim();
}

/** Starts the embedded PostgreSQL of a data folder, or joins the one that already runs there. */
export async function startEmbeddedPostgres(dataDir: string): Promise<EmbeddedPostgres> {
  await mkdir(dataDir, { recursive: true });
  const user = await chooseOsUser();
  const installation: Installation = {
    user,
    binDir: await placeBinaries(dataDir, user),
    dataDir: await placeData(dataDir, user),
    password: await readPassword(dataDir),
  };
  await initialise(installation);
  const port = await runningPort(installation);
  const running = port !== null && (await canConnect(urlFor(installation, port)));
  const url = running && port !== null ? urlFor(installation, port) : await launch(installation);
  return {
    url,
    async stop({ onlyIfUnused = false } = {}) {
      if (onlyIfUnused && (await otherConnections(url)) > 0) return;
      await exec(installation, 'pg_ctl', ['-D', installation.dataDir, '-m', 'fast', '-w', 'stop']);
    },
  };
}
