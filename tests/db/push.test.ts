import { readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { GET } from '@/app/api/v1/bundles/[id]/route';
import { POST } from '@/app/api/v1/ingest/route';
import { createToken } from '@/lib/accounts/create-token';
import { listTokens } from '@/lib/accounts/list-tokens';
import { revokeToken } from '@/lib/accounts/revoke-token';
import type { Context } from '@/lib/db/context';
import { env } from '@/lib/env';
import { startWorker } from '@/lib/jobs/worker';
import { installCatalog } from '@/lib/rules/install-catalog';
import { DATA_DIR } from '../support/bundles';
import { runCli } from '../support/cli';
import { testDatabase } from '../support/database';
import { alertedEvents, emptyDatabase } from '../support/detection';
import { call, eventId, jsonLines, recordsFile, userDataRead } from '../support/records';
import { storedRecords } from '../support/stored';

const BYTES_MAX = 100_000;
const database = testDatabase();
const dataDir = path.join(DATA_DIR, 'push');

beforeAll(async () => {
  process.env.TRAILHOUND_DATA_DIR = dataDir;
  process.env.TRAILHOUND_PUSH_BYTES_MAX = String(BYTES_MAX);
  expect(env()).toMatchObject({ TRAILHOUND_DATA_DIR: dataDir, TRAILHOUND_PUSH_BYTES_MAX: BYTES_MAX });
  Object.assign(globalThis, { trailhoundDatabase: database.db });
  await installCatalog(database.db);
});
beforeEach(async () => {
  await emptyDatabase(database.db);
  await rm(path.join(dataDir, 'uploads'), { recursive: true, force: true });
  await database.db.prisma.apiToken.deleteMany();
  await database.db.pool.query('delete from graphile_worker._private_jobs');
});

async function makeToken(name = 'collector', expiresInDays?: number): Promise<{ id: number; token: string }> {
  const input = { name, ...(expiresInDays ? { expiresInDays } : {}) };
  return createToken({ ctx: database.analyst, input });
}

interface PushOptions {
  readonly token?: string;
  readonly query?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

async function push(body: BodyInit | null, { token, query = '', headers = {} }: PushOptions = {}) {
  const authorization = token === undefined ? {} : { authorization: `Bearer ${token}` };
  const request = new Request(`http://127.0.0.1:3000/api/v1/ingest${query}`, {
    method: 'POST',
    headers: { ...authorization, ...headers },
    body,
    duplex: 'half',
  } as RequestInit);
  const response = await POST(request, { params: Promise.resolve({}) });
  return { status: response.status, headers: response.headers, body: await response.json() };
}

async function status(id: number | string, token: string) {
  const request = new Request(`http://127.0.0.1:3000/api/v1/bundles/${id}`, {
    headers: { authorization: `Bearer ${token}` },
  });
  const response = await GET(request, { params: Promise.resolve({ id: String(id) }) });
  return { status: response.status, body: await response.json() };
}

function spooled(): Promise<string[]> {
  return readdir(path.join(dataDir, 'uploads', 'incoming')).catch(() => []);
}

async function audited() {
  const rows = await database.db.prisma.auditEntry.findMany({ orderBy: { id: 'asc' } });
  return rows.map(({ action, actorName }) => [action, actorName]);
}

describe('a token', () => {
  test('is shown once, kept as its hash, listed and audited without its text', async () => {
    const made = await makeToken('collector', 30);
    const rows = await listTokens({ ctx: database.analyst });
    const { rows: everything } = await database.db.pool.query<{ text: string }>(
      'select t::text as text from api_token t union all select a::text from audit_entry a',
    );
    const audit = await database.db.prisma.auditEntry.findMany();

    expect(made.token).toMatch(/^th_[A-Za-z0-9_-]{43}$/);
    expect(rows).toMatchObject([
      { id: made.id, name: 'collector', scope: 'ingest', status: 'active', createdBy: 'Ada Analyst' },
    ]);
    expect(Date.parse(rows[0]?.expiresAt ?? '') - Date.now()).toBeCloseTo(30 * 86_400_000, -5);
    expect(audit).toMatchObject([
      { action: 'token.create', targetId: String(made.id), actorId: 'analyst-1' },
    ]);
    expect(everything).toHaveLength(2);
    expect(JSON.stringify([rows, everything])).not.toContain(made.token.slice(3));
  });

  test('that is missing, unknown, malformed, expired or revoked opens nothing', async () => {
    const { id, token } = await makeToken();
    const attempts: Array<[string, Record<string, string>]> = [
      ['This call needs a token.', {}],
      ['This call needs a token.', { authorization: `Basic ${token}` }],
      ['This call needs a token.', { authorization: 'Bearer' }],
      ['This call needs a token.', { cookie: `trailhound.session_token=${token}` }],
      ['This token is not known here.', { authorization: `Bearer th_${'A'.repeat(43)}` }],
      ['This token is not known here.', { authorization: 'Bearer nonsense' }],
    ];
    for (const [sentence, headers] of attempts) {
      const refused = await push('{}', { headers });
      expect([refused.status, refused.body.error.code]).toEqual([401, 'unauthenticated']);
      expect(refused.body.error.message).toContain(sentence);
      expect(refused.headers.get('www-authenticate')).toContain('Bearer');
    }

    await database.db.prisma.apiToken.update({
      where: { id },
      data: { expiresAt: new Date(Date.now() - 1) },
    });
    expect((await push('{}', { token })).body.error.message).toContain('has expired');
    expect((await listTokens({ ctx: database.analyst }))[0]?.status).toBe('expired');

    await revokeToken({ ctx: database.analyst, input: { id } });
    expect((await push('{}', { token })).body.error.message).toContain('was revoked');
    expect((await status(1, token)).status).toBe(401);
    expect((await listTokens({ ctx: database.analyst }))[0]?.status).toBe('revoked');
    expect(await database.db.prisma.bundle.count()).toBe(0);
    expect(await spooled()).toEqual([]);
  });

  test('is revoked once, with one audit row', async () => {
    const { id } = await makeToken();
    const twice = await Promise.allSettled([
      revokeToken({ ctx: database.analyst, input: { id } }),
      revokeToken({ ctx: database.analyst, input: { id } }),
    ]);

    expect(twice.map((result) => result.status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(await audited()).toEqual([
      ['token.create', 'Ada Analyst'],
      ['token.revoke', 'Ada Analyst'],
    ]);
    await expect(revokeToken({ ctx: database.analyst, input: { id: id + 1 } })).rejects.toMatchObject({
      code: 'not_found',
    });
  });

  test('pushes, and does nothing else', async () => {
    const ctx: Context = { db: database.db, actor: { kind: 'token', id: 1, name: 'token collector' } };

    await expect(listTokens({ ctx })).rejects.toMatchObject({ code: 'forbidden' });
    await expect(createToken({ ctx, input: { name: 'more' } })).rejects.toMatchObject({ code: 'forbidden' });
    await expect(revokeToken({ ctx, input: { id: 1 } })).rejects.toMatchObject({ code: 'forbidden' });
  });

  test('is made, listed and revoked on the command line', async () => {
    const options = { databaseUrl: database.db.url, dataDir };
    const made = JSON.parse(
      (await runCli(['tokens', 'create', 'nightly', '--expires', '7', '--json'], options)).stdout,
    );
    const plain = await runCli(['tokens', 'create', 'plain'], options);
    const listed = JSON.parse((await runCli(['tokens', 'list', '--json'], options)).stdout);
    const revoked = await runCli(['tokens', 'revoke', String(made.id)], options);
    const again = await runCli(['tokens', 'revoke', String(made.id)], options);

    expect(made).toMatchObject({ name: 'nightly', token: expect.stringMatching(/^th_/) });
    expect(plain.stdout).toMatch(/^th_[A-Za-z0-9_-]{43}\n$/);
    expect(listed).toMatchObject([{ name: 'plain' }, { name: 'nightly', createdBy: 'cli' }]);
    expect([revoked.code, again.code]).toEqual([0, 1]);
    expect(again.stderr).toContain('is revoked already');
  });
});

describe('a push', () => {
  test('becomes a bundle and its job in one step, and says where to look', async () => {
    const { id, token } = await makeToken();
    const pushed = await push(recordsFile([call(1, '2026-03-20T12:00:00Z')]), { token });
    const { bundleId } = pushed.body;

    expect(pushed.status).toBe(202);
    expect(pushed.body).toEqual({ bundleId, status: 'queued' });
    expect(pushed.headers.get('location')).toBe(`/api/v1/bundles/${bundleId}`);
    expect(await database.db.prisma.bundle.findMany()).toMatchObject([
      { id: bundleId, origin: 'api', status: 'queued', createdBy: 'token collector', apiTokenId: id },
    ]);
    expect((await database.db.prisma.bundle.findFirst())?.name).toMatch(/^push collector \d{4}-\d\d-\d\d /);
    const { rows } = await database.db.pool.query('select key from graphile_worker.jobs');
    expect(rows).toEqual([{ key: `ingest-bundle-${bundleId}` }]);
    expect(await audited()).toEqual([
      ['token.create', 'Ada Analyst'],
      ['bundle.create', 'token collector'],
    ]);
    expect(await spooled()).toEqual([]);
    const [used] = await listTokens({ ctx: database.analyst });
    expect(Date.now() - Date.parse(used?.lastUsedAt ?? '')).toBeLessThan(10_000);
  });

  test('that is empty or too large is refused, and leaves nothing behind', async () => {
    const { token } = await makeToken();
    const large = 'x'.repeat(BYTES_MAX + 1);
    const claimed = await push(large, { token, headers: { 'content-length': String(large.length) } });
    const streamed = await push(new Blob([large]).stream(), { token });
    const empty = [await push('', { token }), await push(null, { token })];

    for (const refused of [claimed, streamed]) {
      expect([refused.status, refused.body.error.code]).toEqual([413, 'too_large']);
      expect(refused.body.error.message).toContain('at most 100 kB');
    }
    for (const refused of empty) {
      expect([refused.status, refused.body.error.message]).toEqual([
        422,
        'The body is empty. Send CloudTrail records: JSON, JSON lines or gzip.',
      ]);
    }
    expect(await database.db.prisma.bundle.count()).toBe(0);
    expect(await spooled()).toEqual([]);
  });

  test('that breaks off leaves nothing behind', async () => {
    const { token } = await makeToken();
    const broken = new ReadableStream<Uint8Array>({
      start: (controller) => controller.enqueue(Buffer.from('{"Records":[')),
      pull: (controller) => controller.error(new Error('aborted')),
    });

    expect(await push(broken, { token })).toMatchObject({
      status: 422,
      body: { error: { message: 'The body broke off before its end.' } },
    });
    expect(await database.db.prisma.bundle.count()).toBe(0);
    expect(await spooled()).toEqual([]);
  });

  test('with a wrong query is refused', async () => {
    const { token } = await makeToken();
    expect((await push('{}', { token, query: '?wait=perhaps' })).status).toBe(400);
    expect((await push('{}', { token, query: `?name=${'x'.repeat(201)}` })).status).toBe(400);
  });

  test('repeated under its Idempotency-Key, also at the same moment, is one bundle', async () => {
    const { token } = await makeToken();
    const other = await makeToken('other');
    const body = recordsFile([call(1, '2026-03-20T12:00:00Z')]);
    const headers = { 'idempotency-key': 'batch-17' };
    const same = await Promise.all([1, 2, 3].map(() => push(body, { token, headers })));
    const later = await push(body, { token, headers });
    const foreign = await push(body, { token: other.token, headers });

    expect(new Set([...same, later].map((answer) => answer.body.bundleId)).size).toBe(1);
    expect([...same, later].map((answer) => answer.status)).toEqual([202, 202, 202, 202]);
    expect(foreign.body.bundleId).not.toBe(later.body.bundleId);
    expect(await database.db.prisma.bundle.count()).toBe(2);
    expect(await spooled()).toEqual([]);
  });
});

describe('the status of a push', () => {
  test('is for the token that sent it', async () => {
    const mine = await makeToken('mine');
    const other = await makeToken('other');
    const { body } = await push('{}', { token: mine.token, query: '?name=Nightly' });

    expect(await status(body.bundleId, mine.token)).toMatchObject({
      status: 200,
      body: { bundleId: body.bundleId, name: 'Nightly', status: 'queued', members: 0, finishedAt: null },
    });
    expect((await status(body.bundleId, other.token)).status).toBe(404);
    expect((await status('x', mine.token)).status).toBe(400);
  });
});

describe('with a worker', () => {
  let stop: () => Promise<void> = async () => undefined;
  beforeEach(async () => {
    const runner = await startWorker(database.db, dataDir);
    stop = () => runner.stop();
  });
  afterEach(() => stop());

  test('JSON lines, gzip and plain JSON end as events and alerts', { timeout: 120_000 }, async () => {
    const { token } = await makeToken();
    const lines = jsonLines([call(1, '2026-03-20T11:00:00Z'), userDataRead(2, '2026-03-20T12:00:00Z')]);
    const waited = await push(lines, {
      token,
      query: '?wait=true',
      headers: { 'content-type': 'application/pdf' },
    });
    const zipped = await push(gzipSync(recordsFile([call(3, '2026-03-20T13:00:00Z')])), { token });
    const single = await push(JSON.stringify(call(4, '2026-03-20T13:00:00Z')), { token });

    expect(waited.status).toBe(200);
    expect(waited.body).toEqual({
      bundleId: expect.any(Number),
      members: 1,
      records: 2,
      inserted: 2,
      duplicates: 0,
      conflicts: 0,
      skipped: [],
      errors: [],
      alerts: { opened: 1, superseded: 0, capped: 0 },
      seconds: expect.any(Number),
    });
    expect(await alertedEvents(database.db)).toEqual([eventId(2)]);
    for (const { body } of [zipped, single]) {
      await vi.waitFor(
        async () =>
          expect((await status(body.bundleId, token)).body).toMatchObject({ status: 'done', inserted: 1 }),
        { timeout: 30_000, interval: 50 },
      );
    }
    expect([...(await storedRecords(database.db)).keys()].sort()).toEqual([1, 2, 3, 4].map(eventId));
    await vi.waitFor(async () => expect(await readdir(path.join(dataDir, 'uploads'))).toEqual(['incoming']), {
      timeout: 10_000,
      interval: 50,
    });
  });

  test('what is no CloudTrail is told to who waits', async () => {
    const { token } = await makeToken();
    const waited = await push('hello there', { token, query: '?wait=true' });

    expect(waited).toMatchObject({
      status: 200,
      body: { inserted: 0, skipped: [{ member: 'push', reason: expect.stringContaining('not CloudTrail') }] },
    });
  });
});
