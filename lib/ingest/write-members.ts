import type pg from 'pg';
import { storableText } from '../db/storable';
import type { Batch } from './batch';
import { COUNTERS, type Counters, noCounters, type Problem } from './progress';
import type { KnownMember, MemberEnd, RefusedMember, Task } from './task';

/** What of the members' counters the records themselves say, and what settling them added. */
type PerMember = ReadonlyMap<number, Counters>;

function add(total: Counters, counters: Counters | undefined): void {
  if (counters) for (const counter of COUNTERS) total[counter] += counters[counter];
}

function countersOf(batch: Batch, settled: PerMember, memberId: number): Counters {
  const sum = noCounters();
  add(sum, batch.counters(memberId));
  add(sum, settled.get(memberId));
  return sum;
}

interface MemberRow extends Counters {
  readonly id: number;
  readonly path: string;
  readonly status: string;
  readonly envelope: string | null;
  readonly sha256: string | null;
  readonly bytes: number;
  readonly content_sha256: string | null;
  readonly content_bytes: number | null;
  readonly header: string | null;
  readonly lacks: readonly string[] | null;
  readonly kept_as: string;
  readonly reason: string | null;
  readonly same_as: number | null;
}

const EMPTY_ROW = {
  ...noCounters(),
  envelope: null,
  sha256: null,
  bytes: 0,
  content_sha256: null,
  content_bytes: null,
  header: null,
  lacks: null,
  kept_as: 'none',
  reason: null,
  same_as: null,
} as const;

function readRows(batch: Batch, settled: PerMember): MemberRow[] {
  return batch.members.map((member) => ({
    ...countersOf(batch, settled, member.id),
    id: member.id,
    path: member.path,
    status: 'done',
    envelope: member.envelope,
    sha256: member.sha256,
    bytes: member.bytes,
    content_sha256: member.contentSha256,
    content_bytes: member.contentBytes,
    header: member.header === null ? null : storableText(member.header),
    lacks: [...batch.lacks(member.id)],
    kept_as: member.keptAs,
    reason: null,
    same_as: null,
  }));
}

function knownRow({ memberId, path, sha256, bytes, sameAs }: KnownMember): MemberRow {
  return { ...EMPTY_ROW, id: memberId, path, status: 'known', sha256, bytes, same_as: sameAs };
}

function refusedRow({ memberId: id, kind, path, reason }: RefusedMember): MemberRow {
  const errors = kind === 'failed' ? 1 : 0;
  return { ...EMPTY_ROW, id, path, status: kind, reason: storableText(reason), errors };
}

/** Rows of members that are done with this task; a row per member, whatever became of it. */
async function insertMembers(
  client: pg.PoolClient,
  bundleId: number,
  rows: readonly MemberRow[],
): Promise<void> {
  if (rows.length === 0) return;
  await client.query(
    `insert into bundle_member
       (id, bundle_id, path, status, envelope, sha256, bytes, content_sha256, content_bytes, header, lacks, kept_as,
        reason, same_as, ${COUNTERS.join(', ')})
     select id, $1, path, status, envelope, sha256, bytes, content_sha256, content_bytes, header, lacks, kept_as,
            reason, same_as, ${COUNTERS.join(', ')}
       from jsonb_to_recordset($2::jsonb)
         as m (id int, path text, status text, envelope text, sha256 text, bytes bigint, content_sha256 text,
               content_bytes bigint, header text, lacks text[], kept_as text, reason text, same_as int,
               ${COUNTERS.map((counter) => `${counter} bigint`).join(', ')})`,
    [bundleId, JSON.stringify(rows)],
  );
}

/** Adds what the chunks of streamed members gave, and ends those that have been read. */
async function updateStreamed(
  client: pg.PoolClient,
  task: Task,
  batch: Batch,
  settled: PerMember,
): Promise<void> {
  for (const memberId of new Set(task.chunks.map((chunk) => chunk.memberId))) {
    const counters = countersOf(batch, settled, memberId);
    await client.query(
      `update bundle_member
          set ${COUNTERS.map((counter, index) => `${counter} = ${counter} + $${index + 3}`).join(', ')},
              lacks = (select array_agg(distinct field) from unnest(lacks || $2::text[]) as f (field))
        where id = $1`,
      [memberId, [...batch.lacks(memberId)], ...COUNTERS.map((counter) => counters[counter])],
    );
  }
  for (const end of task.ended) await endMember(client, end);
}

async function endMember(client: pg.PoolClient, end: MemberEnd): Promise<void> {
  await client.query(
    `update bundle_member
        set status = 'done', envelope = $2, sha256 = $3, bytes = $4, content_sha256 = $5, content_bytes = $6,
            header = $7, kept_as = $8
      where id = $1`,
    [
      end.memberId,
      end.envelope,
      end.sha256,
      end.bytes,
      end.contentSha256,
      end.contentBytes,
      end.header === null ? null : storableText(end.header),
      end.keptAs,
    ],
  );
}

/** What is only counted (no position) has one row per member and reason, which later batches add to. */
async function insertProblems(
  client: pg.PoolClient,
  bundleId: number,
  problems: readonly Problem[],
): Promise<void> {
  if (problems.length === 0) return;
  await client.query(
    `with told as (
       select member, kind, position, reason, sum(count) as count, min(turn) as turn
         from unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::bigint[])
           with ordinality as p (member, kind, position, reason, count, turn)
        group by member, kind, position, reason
     ), added as (
       update ingest_problem known set count = known.count + told.count
         from told
        where told.position = '' and known.position = '' and known.bundle_id = $1
          and (known.member, known.kind, known.reason) = (told.member, told.kind, told.reason)
       returning known.member, known.kind, known.reason
     )
     insert into ingest_problem (bundle_id, member, kind, position, reason, count)
     select $1, member, kind, position, reason, count
       from told
      where position <> '' or (member, kind, reason) not in (select member, kind, reason from added)
      order by turn`,
    [
      bundleId,
      problems.map((problem) => problem.member),
      problems.map((problem) => problem.kind),
      problems.map((problem) => problem.position),
      // A parser's message may quote what it stumbled over.
      problems.map((problem) => storableText(problem.reason)),
      problems.map((problem) => problem.count),
    ],
  );
}

function refusalProblem({ kind, path, reason }: RefusedMember): Problem {
  return { member: path, kind: kind === 'failed' ? 'error' : 'skip', position: '', reason, count: 1 };
}

async function updateBundle(
  client: pg.PoolClient,
  task: Task,
  total: Counters,
  counts: { readonly members: number; readonly known: number },
  span: { readonly first: string; readonly last: string },
): Promise<void> {
  await client.query(
    `update bundle
        set ${COUNTERS.map((counter, index) => `${counter} = ${counter} + $${index + 2}`).join(', ')},
            members = members + $8, known = known + $9, bytes_read = greatest(bytes_read, $10),
            first_event = least(first_event, $11::timestamptz), last_event = greatest(last_event, $12::timestamptz)
      where id = $1`,
    [
      task.bundleId,
      ...COUNTERS.map((counter) => total[counter]),
      counts.members,
      counts.known,
      task.bytesRead,
      span.first || null,
      span.last || null,
    ],
  );
}

/** Everything about members, problems and the bundle that a task changes. Last in its transaction: it locks the bundle. */
export async function writeMembers(
  client: pg.PoolClient,
  task: Task,
  batch: Batch,
  settled: PerMember,
  span: { readonly first: string; readonly last: string },
): Promise<void> {
  const rows = [...readRows(batch, settled), ...task.known.map(knownRow), ...task.refused.map(refusedRow)];
  await insertMembers(client, task.bundleId, rows);
  await updateStreamed(client, task, batch, settled);
  await insertProblems(client, task.bundleId, [...batch.problems, ...task.refused.map(refusalProblem)]);
  const total = noCounters();
  for (const row of rows) add(total, row);
  for (const memberId of new Set(task.chunks.map((chunk) => chunk.memberId))) {
    add(total, countersOf(batch, settled, memberId));
  }
  const skips = task.refused.filter(({ kind }) => kind === 'skipped').length;
  total.skipped += skips;
  const members = batch.members.length + task.ended.length + task.known.length;
  await updateBundle(client, task, total, { members, known: task.known.length }, span);
}
