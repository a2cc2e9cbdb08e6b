import { PrismaPg } from '@prisma/adapter-pg';
import pg from 'pg';
import { PrismaClient } from './generated/client';

/** One database: Prisma for the tables people edit, a plain pool for SQL over `event` and for COPY. */
export interface Database {
  readonly prisma: PrismaClient;
  readonly pool: pg.Pool;
  /** For advisory locks alone: who waits for one must not hold a connection that the one at work needs. */
  readonly locks: pg.Pool;
  /** The connection string, for libraries that open their own connections (jobs, migrations). */
  readonly url: string;
  close(): Promise<void>;
}

// bigint arrives as a string by default; ids and counts here stay far below 2^53.
pg.types.setTypeParser(pg.types.builtins.INT8, Number);

/** An ingest holds two for as long as it runs. */
const LOCKS_AT_ONCE = 8;

/**
 * A connection that the server closes, idle or in use, must not end the process: the query under way fails, and the
 * next one opens another.
 */
function surviveLostConnections(pool: pg.Pool): void {
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
}

/** Opens a pool and a Prisma client over it. The caller closes it. */
export function openDatabase(url: string, options: { readonly poolSize?: number } = {}): Database {
  const pool = new pg.Pool({ connectionString: url, max: options.poolSize ?? 10 });
  const locks = new pg.Pool({ connectionString: url, max: LOCKS_AT_ONCE });
  surviveLostConnections(pool);
  surviveLostConnections(locks);
  const prisma = new PrismaClient({ adapter: new PrismaPg(pool) });
  return {
    prisma,
    pool,
    locks,
    url,
    async close() {
      await prisma.$disconnect();
      if (!pool.ended) await pool.end();
      if (!locks.ended) await locks.end();
    },
  };
}

/**
 * Connections for a bulk load. Commits there do not wait for the disk: after a crash of the server a whole number of
 * the last ones is missing, in order, and the ingest goes on from there.
 */
export function openIngestPool(url: string, size: number): pg.Pool {
  const pool = new pg.Pool({ connectionString: url, max: size, options: '-c synchronous_commit=off' });
  surviveLostConnections(pool);
  return pool;
}
