import net from 'node:net';
import path from 'node:path';
import { runMigrations } from 'graphile-worker';
import { ensureAdministrator, issueSetupToken } from '../accounts/administrator';
import { publicUrl } from '../auth/public-url';
import { createLocalBundle } from '../bundles/create-local';
import { findUnfinishedBundle } from '../bundles/find-unfinished';
import type { Context } from '../db/context';
import { evaluateRules } from '../detection/evaluate-rules';
import { env } from '../env';
import { AppError } from '../errors';
import { formatCount } from '../format';
import { ingestBundle } from '../ingest/ingest-bundle';
import { writeSample } from '../sample';
import { ensureWebBuild, NEXT_BIN, NEXT_ENV } from './build-web';
import { Children } from './children';
import { openCommandDatabase } from './open-database';
import { print, say } from './output';
import { sessionSecret } from './secret';

export interface ServeOptions {
  /** Ingest the sample bundle first, unless it is there already. */
  readonly sample: boolean;
  /** Run Next's development server instead of the built app. */
  readonly dev: boolean;
}

function assertPortFree(host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const probe = net.createServer();
    probe.once('error', (error: NodeJS.ErrnoException) =>
      reject(
        new AppError(
          'unavailable',
          error.code === 'EADDRINUSE'
            ? `Port ${port} is taken. Stop what uses it, or set TRAILHOUND_PORT to another one.`
            : `Cannot listen on ${host}:${port}: ${error.message}`,
        ),
      ),
    );
    probe.listen(port, host, () => probe.close(() => resolve()));
  });
}

async function ingestSample(ctx: Context): Promise<void> {
  const known = await ctx.db.prisma.bundle.findFirst({ where: { origin: 'sample', status: 'done' } });
  if (known) return;
  const { TRAILHOUND_DATA_DIR } = env();
  const folder = path.resolve(TRAILHOUND_DATA_DIR, 'sample-bundle');
  say('Writing and reading the sample bundle …');
  await writeSample(folder);
  // Written again after an interruption the sample is the same: the bundle goes on.
  const input = { paths: [folder], origin: 'sample' } as const;
  const { id } = (await findUnfinishedBundle({ ctx, input })) ?? (await createLocalBundle({ ctx, input }));
  const { bundle } = await ingestBundle(ctx, id, { dataDir: TRAILHOUND_DATA_DIR });
  const outcomes = await evaluateRules({ ctx, input: {}, kind: 'ingest' });
  const opened = outcomes.reduce((sum, outcome) => sum + outcome.opened, 0);
  say(`${formatCount(bundle.inserted, 'event')} read, ${formatCount(opened, 'alert')} opened.`);
}

/** The way in: the one-time link on first run, the sign-in page later. */
async function signInLink(ctx: Context): Promise<string> {
  const { TRAILHOUND_ADMIN_EMAIL, TRAILHOUND_ADMIN_PASSWORD } = env();
  if (TRAILHOUND_ADMIN_EMAIL && TRAILHOUND_ADMIN_PASSWORD) {
    await ensureAdministrator(ctx, {
      name: 'Administrator',
      email: TRAILHOUND_ADMIN_EMAIL,
      password: TRAILHOUND_ADMIN_PASSWORD,
    });
  }
  const token = await issueSetupToken(ctx);
  return token ? `${publicUrl()}/setup?token=${token}` : `${publicUrl()}/sign-in`;
}

async function waitUntilServing(host: string, port: number): Promise<void> {
  for (let attempt = 0; attempt < 240; attempt += 1) {
    const answered = await fetch(`http://${host}:${port}/sign-in`).then(
      (response) => response.status < 500,
      () => false,
    );
    if (answered) return;
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
  throw new Error('The web server did not answer within two minutes. Its messages are above.');
}

/** Resolves when the person or the system asks the program to end. */
function untilAsked(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => resolve());
  });
}

/**
 * Starts everything and stays until asked to end: database, migrations, worker, web. One Ctrl-C stops all; a child
 * that dies is started again.
 */
export async function serve({ sample, dev }: ServeOptions): Promise<void> {
  const asked = untilAsked();
  const { TRAILHOUND_HOST: host, TRAILHOUND_PORT: port } = env();
  await assertPortFree(host, port);
  if (!dev) await ensureWebBuild();
  say('Starting the database …');
  const database = await openCommandDatabase();
  const children = new Children();
  try {
    await runMigrations({ connectionString: database.ctx.db.url });
    const secret = await sessionSecret();
    if (sample) await ingestSample(database.ctx);
    const childEnv = { DATABASE_URL: database.ctx.db.url, TRAILHOUND_SECRET: secret };
    children.start({ name: 'worker', args: ['lib/cli/bin.mjs', 'worker'], env: childEnv });
    children.start({
      name: 'web server',
      args: [NEXT_BIN, dev ? 'dev' : 'start', '-H', host, '-p', String(port)],
      env: { ...childEnv, ...NEXT_ENV, NODE_ENV: dev ? 'development' : 'production' },
    });
    const link = await signInLink(database.ctx);
    await Promise.race([waitUntilServing(host, port), asked]);
    print(`Trailhound is serving on ${publicUrl()}`);
    print(link.includes('token=') ? `First run, make the administrator here: ${link}` : `Sign in: ${link}`);
    await asked;
    say('Stopping …');
  } finally {
    await children.stop();
    await database.close({ stopServer: true });
  }
}
