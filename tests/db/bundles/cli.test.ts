import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { beforeAll, expect, test } from 'vitest';
import { installCatalog } from '@/lib/rules/install-catalog';
import { DATA_DIR, testFolder } from '../../support/bundles';
import { type CliRun, runCli } from '../../support/cli';
import { testDatabase } from '../../support/database';
import { ingestNamed } from '../../support/deletions';
import { listedKey, trailKey } from '../../support/digests';
import { call, recordsFile, userDataRead } from '../../support/records';

const database = testDatabase();
const folder = testFolder();
const PACKED = gzipSync(recordsFile([userDataRead(1, '2026-03-20T12:00:00Z')]));
let id = 0;

beforeAll(async () => {
  await installCatalog(database.db);
  id = await ingestNamed(database.system, folder, 'evidence', {
    'logs/packed.json.gz': PACKED,
    'plain.json': recordsFile([call(2, '2026-03-20T13:00:00Z')]),
  });
});

function trailhound(...args: string[]): Promise<CliRun> {
  return runCli(args, { databaseUrl: database.db.url, dataDir: DATA_DIR, cwd: folder.path });
}

async function json(...args: string[]): Promise<unknown> {
  const { code, stdout, stderr } = await trailhound(...args, '--json');
  expect({ code, stderr }).toMatchObject({ code: 0 });
  return JSON.parse(stdout);
}

test('a certificate and a verification are printed as JSON', async () => {
  expect(await json('bundles', 'certificate', String(id))).toMatchObject({
    bundle: { id, records: 2 },
    digests: { status: 'none' },
    evidence: { kept: 2 },
  });
  expect(await json('bundles', 'verify', String(id))).toMatchObject({ members: 2, intact: 2, differing: 0 });
});

test('files are extracted byte for byte, below the folder', async () => {
  const { code } = await trailhound('bundles', 'extract', String(id), '--to', 'out');
  const again = await trailhound('bundles', 'extract', String(id), '--to', 'out', '--member', 'plain.json');

  expect([code, again.code]).toEqual([0, 0]);
  const written = await readFile(path.join(folder.path, 'out', 'logs', 'packed.json.gz'));
  expect(written.equals(PACKED)).toBe(true);
});

test('verification fails when evidence was changed', async () => {
  const other = await ingestNamed(database.system, folder, 'hit', {
    'x.json': recordsFile([call(9, '2026-03-20T13:00:00Z')]),
  });
  await database.db.pool.query(
    "update evidence_segment set codec = 'none', data = '\\x00' where bundle_id = $1",
    [other],
  );

  const { code, stdout } = await trailhound('bundles', 'verify', String(other));
  expect(code).toBe(1);
  expect(stdout).toContain('differs  x.json');
});

test('public keys are added from a file', async () => {
  const key = trailKey();
  await folder.write('keys.json', JSON.stringify({ PublicKeyList: [listedKey(key)] }));
  await folder.write('none.json', '{}');

  expect(await json('bundles', 'keys', 'keys.json')).toEqual({ added: [key.fingerprint], known: [] });
  expect(await trailhound('bundles', 'keys', 'none.json')).toMatchObject({ code: 1 });
});

test('a bundle is deleted only when told so, and the list no longer has it', async () => {
  const asked = await trailhound('bundles', 'delete', String(id));
  expect(asked.code).toBe(1);
  expect(asked.stderr).toContain('2 events and 0 conflicts go');

  expect(await json('bundles', 'delete', String(id), '--yes')).toMatchObject({
    bundleId: id,
    events: { removed: 2, kept: 0, replaced: 0 },
    alerts: { sourceRemoved: 0, superseded: 0, opened: 0 },
  });
  expect(await json('bundles')).toHaveLength(1);
  expect((await trailhound('bundles', 'delete', String(id), '--yes')).code).toBe(1);
  expect((await trailhound('bundles', 'delete', 'x')).code).toBe(2);
});
