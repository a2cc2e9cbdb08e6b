import { existsSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { measureNode } from '../../../bench/measure';

const HELD =
  'const held = Buffer.alloc(80e6, 1); setTimeout(() => process.stdout.write(String(held.length)), 600)';

describe('the measuring of a process', () => {
  test('gives what it printed, how long it took, and the most memory it held where the system tells', async () => {
    const { stdout, seconds, peakBytes, serverPeakBytes } = await measureNode(['-e', HELD]);

    expect(stdout).toBe('80000000');
    expect(seconds).toBeGreaterThan(0.6);
    if (existsSync('/proc/self/status')) expect(peakBytes).toBeGreaterThan(80e6);
    else expect(peakBytes).toBeNull();
    expect(serverPeakBytes).toBeNull();
  });

  test.skipIf(!existsSync('/proc/self/status'))('counts the memory of child processes', async () => {
    const parent = `require('node:child_process').spawn(process.execPath, ['-e', ${JSON.stringify(HELD)}])`;
    const [alone, together] = [
      await measureNode(['-e', 'setTimeout(() => {}, 300)']),
      await measureNode(['-e', parent]),
    ];

    expect(together.peakBytes).toBeGreaterThan((alone.peakBytes ?? 0) + 80e6);
  });

  test('says what a failed process said', async () => {
    await expect(measureNode(['-e', 'console.error("No such folder."); process.exit(3)'])).rejects.toThrow(
      /code 3\. No such folder\./,
    );
  });
});
