import { type ChildProcess, spawn } from 'node:child_process';
import path from 'node:path';
import { afterEach } from 'vitest';

/** A `trailhound …` of its own, to be killed. */
export interface Program {
  readonly process: ChildProcess;
  /** Settles with what ended it: an exit code or a signal. */
  readonly ended: Promise<number | NodeJS.Signals>;
  readonly output: () => string;
  /** Ends it as the kernel or a power cut would, and waits until it is gone. */
  kill(): Promise<void>;
}

/** Starts `trailhound …` as real processes; what still runs after a test is ended. */
export function testPrograms(): (args: readonly string[], env: Readonly<Record<string, string>>) => Program {
  const running = new Set<Program>();
  afterEach(async () => {
    for (const program of running) await program.kill();
  });
  return (args, env) => {
    const child = spawn(process.execPath, [path.resolve('lib/cli/bin.mjs'), ...args], {
      cwd: '/',
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => {
        output += text;
      });
    }
    const ended = new Promise<number | NodeJS.Signals>((resolve) =>
      child.once('close', (code, signal) => resolve(signal ?? code ?? 1)),
    );
    const program: Program = {
      process: child,
      ended,
      output: () => output,
      async kill() {
        child.kill('SIGKILL');
        await ended;
      },
    };
    running.add(program);
    void ended.then(() => running.delete(program));
    return program;
  };
}
