import { Readable } from 'node:stream';
import type pg from 'pg';
import { openMembers } from '../cloudtrail';
import { Dispatcher } from './dispatcher';
import { fetchAhead } from './fetch-ahead';
import { type SourceFile, toMemberSource } from './sources';
import { streamMember } from './stream-member';
import type { TaskRunner } from './task';

/** Counts bytes of the sources as they are read; archives that are read by position count by their members. */
export class ByteCounter {
  private finished = 0;
  private current = 0;
  private limit = 0;

  begin(source: SourceFile): void {
    this.current = 0;
    this.limit = source.bytes;
  }
  readonly add = (count: number): void => {
    this.current = Math.min(this.limit, this.current + count);
  };
  end(source: SourceFile): void {
    this.finished += source.bytes;
    this.current = 0;
  }
  get total(): number {
    return this.finished + this.current;
  }
}

/** Members that an ingest before this one has dealt with. */
async function membersDone(pool: pg.Pool, bundleId: number): Promise<Set<string>> {
  // What stands for bytes that were never written, since the ingest ended before, has to be read after all.
  await pool.query(
    `with gone as (
       delete from bundle_member k
        where k.bundle_id = $1 and k.status = 'known'
          and not exists (select from bundle_member t where t.id = k.same_as and t.status = 'done')
       returning 1
     ), n as (select count(*)::int as n from gone)
     update bundle set members = members - n.n, known = known - n.n from n where id = $1 and n.n > 0`,
    [bundleId],
  );
  const { rows } = await pool.query<{ path: string }>(
    "select path from bundle_member where bundle_id = $1 and status <> 'running'",
    [bundleId],
  );
  return new Set(rows.map(({ path }) => path));
}

/** Reads what was found small but could not be unpacked in one piece. */
async function streamUnread(pool: pg.Pool, bundleId: number, dispatcher: Dispatcher): Promise<void> {
  for (const { path, whole } of dispatcher.takeUnread()) {
    const source = { path, open: () => Readable.from([whole.bytes]) };
    for await (const member of openMembers(source, { isStreamed: true })) {
      if (member.kind !== 'member') await dispatcher.addRefusal({ ...member, path });
      else await streamMember(pool, bundleId, { ...member, path }, dispatcher);
    }
  }
}

/** Reads all files of a bundle, and everything inside them, and hands it to the runner. */
export async function readSources(
  pool: pg.Pool,
  bundleId: number,
  sources: readonly SourceFile[],
  runner: TaskRunner,
  counter: ByteCounter,
): Promise<void> {
  const done = await membersDone(pool, bundleId);
  const isDone = (path: string) => done.has(path);
  const dispatcher = new Dispatcher(pool, runner, bundleId, () => counter.total);
  try {
    for await (const source of fetchAhead(sources, isDone)) {
      counter.begin(source);
      for await (const item of openMembers(toMemberSource(source, counter.add), { isDone })) {
        if (isDone(item.path)) continue;
        if (item.kind !== 'member') await dispatcher.addRefusal(item);
        else if (item.whole) await dispatcher.addSmall({ path: item.path, whole: item.whole });
        else await streamMember(pool, bundleId, item, dispatcher);
        await streamUnread(pool, bundleId, dispatcher);
      }
      counter.end(source);
    }
    await dispatcher.settle();
    await streamUnread(pool, bundleId, dispatcher);
    await dispatcher.settle();
  } finally {
    await dispatcher.drain();
  }
}
