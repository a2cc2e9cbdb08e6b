import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { main } from '../../../bench/program';

const written: string[] = [];

beforeEach(() => {
  written.length = 0;
  const write = (chunk: unknown) => written.push(String(chunk)) > 0;
  vi.spyOn(process.stdout, 'write').mockImplementation(write);
  vi.spyOn(process.stderr, 'write').mockImplementation(write);
});

afterEach(() => {
  vi.restoreAllMocks();
});

test.each([
  [['nope'], "unknown command 'nope'"],
  [[], 'Usage: bench'],
  [['ingest', '--events', 'many'], 'Not a positive whole number'],
  [['ingest', '--events', '100,0'], 'Not a positive whole number'],
  [['generate'], "required option '--to <folder>'"],
])('%j is wrong usage: code 2 and a sentence', async (args, sentence) => {
  expect(await main(args, '/')).toBe(2);
  expect(written.join('')).toContain(sentence);
});

test('--help names every bench', async () => {
  expect(await main(['--help'], '/')).toBe(0);
  expect(written.join('')).toMatch(/ingest[\s\S]+generate/);
});
