import { EventEmitter } from 'node:events';
import type { RunnerOptions, WorkerEvents } from 'graphile-worker';
import type { Database } from '../db/client';
import { HeldLocks } from '../db/held-locks';

const LOCKS = 'trailhound.worker';

/**
 * Signs of life of this process's workers: one lock per worker id. A job that is locked by an id without a sign of
 * life belongs to a process that is gone.
 */
export class SignsOfLife {
  private readonly locks: HeldLocks;

  constructor(url: string) {
    this.locks = new HeldLocks(url, LOCKS);
  }

  /**
   * Options for a runner. `forbiddenFlags` forbids nothing, but is asked and waited for before each look for a job:
   * a worker takes none before its sign of life is there for all to see.
   */
  options(): Pick<RunnerOptions, 'events' | 'forbiddenFlags'> {
    const events: WorkerEvents = new EventEmitter();
    events.on('worker:create', ({ worker }) => this.locks.add(worker.workerId));
    const forbiddenFlags = async () => {
      await this.locks.held();
      return null;
    };
    return { events, forbiddenFlags };
  }

  /** To be called when the workers have ended. */
  close(): Promise<void> {
    return this.locks.close();
  }
}

/**
 * Lets jobs go that a process had when it was killed: graphile-worker itself waits four hours. Never those of a
 * worker that lives, in whatever process. A job that kills its process again and again ends with its last attempt.
 */
export async function releaseDead(db: Database): Promise<void> {
  await db.pool.query(
    `with dead as materialized (
       select id from (select distinct locked_by as id from graphile_worker.jobs where locked_by is not null) worker
        where pg_try_advisory_xact_lock(hashtext($1), hashtext(id))
     )
     select graphile_worker.force_unlock_workers(array_agg(id)) from dead`,
    [LOCKS],
  );
}
