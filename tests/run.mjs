// `npm test`: unit and database tests (vitest), then browser journeys (Playwright). Ends with one line that sums up
// both, and with an exit code that is 0 only when nothing failed and something ran.
import { spawn } from 'node:child_process';
import { mkdir, readFile, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';

const require = createRequire(import.meta.url);
const RESULTS = 'test-results';
const VITEST_REPORT = path.join(RESULTS, 'vitest.json');
const PLAYWRIGHT_REPORT = path.join(RESULTS, 'playwright.json');

function run(script, args, env = {}) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [script, ...args], {
      stdio: 'inherit',
      env: { ...process.env, ...env },
    });
    child.once('exit', (code) => resolve(code ?? 1));
  });
}

async function readReport(file, what) {
  try {
    return JSON.parse(await readFile(file, 'utf8'));
  } catch {
    process.stderr.write(`${what} left no report: it did not get to run its tests.\n`);
    return null;
  }
}

async function vitest() {
  const bin = path.join(path.dirname(require.resolve('vitest/package.json')), 'vitest.mjs');
  const code = await run(bin, [
    'run',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${VITEST_REPORT}`,
  ]);
  const report = await readReport(VITEST_REPORT, 'vitest');
  if (!report) return { passed: 0, failed: 1, skipped: 0 };
  const { numPassedTests: passed, numFailedTests, numPendingTests, numTodoTests } = report;
  // A file that does not load fails the run without failing a test.
  const failed = code !== 0 && numFailedTests === 0 ? 1 : numFailedTests;
  return { passed, failed, skipped: numPendingTests + numTodoTests };
}

async function playwright() {
  const bin = path.join(path.dirname(require.resolve('@playwright/test/package.json')), 'cli.js');
  const code = await run(bin, ['test', '--reporter=list,json'], {
    PLAYWRIGHT_JSON_OUTPUT_NAME: PLAYWRIGHT_REPORT,
  });
  const report = await readReport(PLAYWRIGHT_REPORT, 'Playwright');
  if (!report) return { passed: 0, failed: 1, skipped: 0 };
  const { expected, flaky, unexpected, skipped } = report.stats;
  const failed = code !== 0 && unexpected === 0 ? 1 : unexpected;
  return { passed: expected + flaky, failed, skipped };
}

await rm(RESULTS, { recursive: true, force: true });
await mkdir(RESULTS, { recursive: true });
const results = [await vitest(), await playwright()];
const sum = (key) => results.reduce((total, result) => total + result[key], 0);
const [passed, failed, skipped] = [sum('passed'), sum('failed'), sum('skipped')];
process.stdout.write(`\n${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}\n`);
process.exit(failed > 0 || passed === 0 ? 1 : 0);
