import path from 'node:path';
import { defineConfig } from '@playwright/test';
import { CHROMIUM_ARGS } from './tests/support/chromium';
import { E2E } from './tests/support/e2e-settings';

/** Set by the global setup, in the process that starts the workers. */
const chromium = process.env.TRAILHOUND_CHROMIUM;

export default defineConfig({
  testDir: 'tests/e2e',
  outputDir: 'test-results/e2e',
  globalSetup: './tests/support/browser-setup.ts',
  // One server with one database: the journeys run one after another.
  workers: 1,
  fullyParallel: false,
  retries: 0,
  timeout: 120_000,
  expect: { timeout: 15_000 },
  reporter: 'list',
  use: {
    baseURL: E2E.url,
    launchOptions: { args: CHROMIUM_ARGS, ...(chromium ? { executablePath: chromium } : {}) },
    viewport: { width: 1280, height: 800 },
    timezoneId: 'Europe/Amsterdam',
    trace: 'retain-on-failure',
    screenshot: 'only-on-failure',
  },
  webServer: {
    command: `node ${path.join('lib', 'cli', 'bin.mjs')} start`,
    url: `${E2E.url}/sign-in`,
    timeout: 600_000,
    stdout: 'ignore',
    stderr: 'pipe',
    gracefulShutdown: { signal: 'SIGTERM', timeout: 20_000 },
    env: {
      TRAILHOUND_DATA_DIR: E2E.dataDir,
      TRAILHOUND_PORT: String(E2E.port),
      TRAILHOUND_ADMIN_EMAIL: E2E.email,
      TRAILHOUND_ADMIN_PASSWORD: E2E.password,
    },
  },
});
