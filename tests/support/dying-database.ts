import type pg from 'pg';
import type { Database } from '@/lib/db/client';

/**
 * The same database, but its server ends the connection of whoever sends the n-th statement on a connection taken
 * out of the pool, as a restart in the middle of a transaction would.
 */
export function dyingAtStatement(db: Database, n: number): Database {
  let sent = 0;
  const watched = (client: pg.PoolClient) =>
    forwarding(client, 'query', (...args) => {
      sent += 1;
      const send = () => Reflect.apply(client.query, client, args);
      if (sent !== n) return send();
      const { processID } = client as pg.PoolClient & { readonly processID: number };
      const death = db.pool.query('select pg_terminate_backend($1)', [processID]);
      // A COPY has to give its stream at once: its server goes away while it runs.
      return typeof args[0] === 'string' ? death.then(send) : send();
    });
  return { ...db, pool: forwarding(db.pool, 'connect', async () => watched(await db.pool.connect())) };
}

function forwarding<T extends object>(target: T, name: keyof T, instead: (...args: unknown[]) => unknown): T {
  return new Proxy(target, {
    get(_, key) {
      if (key === name) return instead;
      const value: unknown = Reflect.get(target, key, target);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
}
