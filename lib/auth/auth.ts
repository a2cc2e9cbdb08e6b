import { betterAuth } from 'better-auth';
import { prismaAdapter } from 'better-auth/adapters/prisma';
import { nextCookies } from 'better-auth/next-js';
import type { Database } from '../db/client';
import { env } from '../env';
import { DAY_MS, SECOND_MS } from '../time';
import { PASSWORD_LENGTH_MIN } from './password';
import { publicUrl } from './public-url';

function trustedOrigins(): string[] {
  const { TRAILHOUND_PORT } = env();
  return [publicUrl(), `http://127.0.0.1:${TRAILHOUND_PORT}`, `http://localhost:${TRAILHOUND_PORT}`];
}

/**
 * Sessions and passwords (scrypt) by better-auth over our own tables. Signing up is off: accounts are made by the
 * first-run link or by the administrator's environment variables.
 */
function buildAuth(db: Database) {
  const { TRAILHOUND_SECRET } = env();
  if (!TRAILHOUND_SECRET)
    throw new Error('TRAILHOUND_SECRET is not set. Start the web server with `npm start`.');
  return betterAuth({
    appName: 'Trailhound',
    baseURL: publicUrl(),
    secret: TRAILHOUND_SECRET,
    trustedOrigins: trustedOrigins(),
    telemetry: { enabled: false },
    database: prismaAdapter(db.prisma, { provider: 'postgresql' }),
    emailAndPassword: { enabled: true, disableSignUp: true, minPasswordLength: PASSWORD_LENGTH_MIN },
    session: { expiresIn: (7 * DAY_MS) / SECOND_MS, updateAge: DAY_MS / SECOND_MS },
    rateLimit: { enabled: true, window: 60, max: 120 },
    advanced: {
      cookiePrefix: 'trailhound',
      useSecureCookies: publicUrl().startsWith('https:'),
    },
    plugins: [nextCookies()],
  });
}

export type Auth = ReturnType<typeof buildAuth>;

const built = new WeakMap<Database, Auth>();

export function authFor(db: Database): Auth {
  const known = built.get(db);
  if (known) return known;
  const auth = buildAuth(db);
  built.set(db, auth);
  return auth;
}
