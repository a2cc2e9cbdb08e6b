import { z } from 'zod';

/** The only reader of `process.env`. Everything configurable is listed here and in the README's table. */
const Env = z.object({
  NODE_ENV: z.enum(['development', 'production', 'test']).default('development'),
  /** A PostgreSQL 15 or newer. Unset: an embedded PostgreSQL under the data folder. */
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, 'must start with postgresql://')
    .optional(),
  TRAILHOUND_DATA_DIR: z.string().min(1).default('.trailhound'),
  TRAILHOUND_HOST: z.string().min(1).default('127.0.0.1'),
  TRAILHOUND_PORT: z.coerce.number().int().min(1).max(65535).default(3000),
  /** The address people type, when a proxy stands in front. Unset: http://host:port. */
  TRAILHOUND_URL: z.url({ protocol: /^https?$/ }).optional(),
  TRAILHOUND_ADMIN_EMAIL: z.email().optional(),
  TRAILHOUND_ADMIN_PASSWORD: z.string().min(12, 'needs at least 12 characters').optional(),
  /** Signs session cookies. Unset: made once and kept in the data folder. */
  TRAILHOUND_SECRET: z.string().min(32, 'needs at least 32 characters').optional(),
  /** Most bytes of one push. They wait in the data folder until they are read. */
  TRAILHOUND_PUSH_BYTES_MAX: z.coerce.number().int().min(1).default(256_000_000),
});

export type Env = z.infer<typeof Env>;

/** Reads and checks the environment. Throws one sentence per wrong variable. */
export function readEnv(source: Readonly<Record<string, string | undefined>> = process.env): Env {
  const present = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ''));
  const parsed = Env.safeParse(present);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`);
  throw new Error(`Configuration: ${problems.join('; ')}`);
}

let cached: Env | undefined;

export function env(): Env {
  cached ??= readEnv();
  return cached;
}

/**
 * The AWS SDK reads its own variables (credentials, region). On Node 20 it also announces on stderr when its makers
 * will stop supporting that; the version here is fixed to one that does.
 */
export function quietAwsSdk(): void {
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true';
}

/** The environment of a child process: this one's, with some variables set. */
export function childEnv(variables: Readonly<Record<string, string>>): NodeJS.ProcessEnv {
  return { ...process.env, NODE_ENV: env().NODE_ENV, ...variables };
}
