import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { main } from '@/lib/cli/main';
import { terminalSafe } from '@/lib/cli/output';

let stdout = '';
let stderr = '';

beforeEach(() => {
  stdout = '';
  stderr = '';
  process.exitCode = undefined;
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    stdout += String(text);
    return true;
  });
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
    stderr += String(text);
    return true;
  });
});
afterEach(() => {
  vi.restoreAllMocks();
  process.exitCode = undefined;
});

function trailhound(...args: string[]): Promise<number> {
  return main(args, '/');
}

describe('kql', () => {
  test('a query that is right: its tree, and 0', async () => {
    expect(await trailhound('kql', 'event.action: "RunInstances"', '--json')).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ ok: true, ast: { kind: 'is' }, problems: [] });
    expect(stderr).toBe('');
  });

  test('a query with a mistake: where it is, and 1', async () => {
    expect(await trailhound('kql', 'event.action: ', '--json')).toBe(1);
    expect(JSON.parse(stdout)).toEqual({
      ok: false,
      message: expect.any(String),
      start: expect.any(Number),
      end: expect.any(Number),
    });
  });

  test('without --json a mistake is shown under the query, on stderr', async () => {
    expect(await trailhound('kql', 'a: foo:bar')).toBe(1);
    expect(stdout).toBe('');
    expect(stderr).toMatch(/a: foo:bar\n\s*\^/);
  });

  test('a query that is right but odd says so, and is no failure', async () => {
    expect(await trailhound('kql', 'no.such.field: x')).toBe(0);
    expect(stdout).toContain('no.such.field');
  });
});

describe('wrong usage is 2, with a word on stderr and nothing on stdout', () => {
  test.each([
    ['no argument', ['kql'], 'missing required argument'],
    ['an unknown command', ['frobnicate'], 'unknown command'],
    ['an unknown option', ['kql', 'x', '--jsn'], 'unknown option'],
    ['no command at all', [], 'Usage: trailhound'],
    ['too many arguments', ['kql', 'a', 'b'], 'too many arguments'],
    ['an unknown command of rules', ['rules', 'frobnicate'], 'unknown command'],
    ['a path that is empty', ['ingest', ''], 'An empty path was given.'],
    ['no path', ['ingest'], 'missing required argument'],
    ['a status that is none', ['alerts', '--status', 'shut'], 'open, acknowledged, closed'],
    ['a limit that is none', ['search', 'x', '--limit', '0'], 'From 1 to 1000'],
    ['a time that is none', ['search', 'x', '--from', 'yesterday'], 'ISO-8601'],
    ['a bucket that is none', ['ingest', 's3://'], 'names no bucket'],
    ['a day that is none', ['ingest', 's3://logs', '--since', 'yesterday'], 'A day, such as'],
    ['an endpoint that is none', ['ingest', 's3://logs', '--endpoint', 'minio'], 'The address of a server'],
    ['a region that is none', ['sources', 'add', 's3://logs', '--region', 'eu west'], 'A region'],
    ['a token without a name', ['tokens', 'create', ' '], 'A token needs a name.'],
    ['a token for no time', ['tokens', 'create', 'x', '--expires', '0'], 'From 1 to 3650 days.'],
    ['an id that is none', ['tokens', 'revoke', 'first'], 'as the list shows it'],
    ['an unknown command of sources', ['sources', 'frobnicate'], 'unknown command'],
    ['a time to evaluate from that is none', ['evaluate', '--from', 'yesterday'], 'ISO-8601'],
  ])('%s', async (_, args, word) => {
    expect(await trailhound(...args)).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toContain(word);
  });

  test('asking for help is not wrong', async () => {
    expect(await trailhound('--help')).toBe(0);
    expect(stdout).toContain('ingest');
    expect(await trailhound('search', '--help')).toBe(0);
    expect(stdout).toContain('--limit');
  });
});

test('a failure is one sentence and 1', async () => {
  expect(await trailhound('ecs', 'no/such/file')).toBe(1);
  expect(stderr).toMatch(/^trailhound: There is no file or folder \/no\/such\/file\.\n$/);
});

test('text of logs cannot move the cursor of a terminal', () => {
  expect(terminalSafe('a\u001b[2Jb\r\nc\u009b31m\u0007')).toBe('a\\x1b[2Jb\\x0d\\x0ac\\x9b31m\\x07');
  expect(terminalSafe('é日🔑')).toBe('é日🔑');
});
