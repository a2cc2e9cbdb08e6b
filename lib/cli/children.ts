import { type ChildProcess, spawn } from 'node:child_process';
import { childEnv } from '../env';
import { SECOND_MS } from '../time';
import { say } from './output';

const BACKOFF_MAX_MS = 30 * SECOND_MS;
/** A child that ran this long was healthy: its next failure starts from the shortest pause again. */
const HEALTHY_MS = 60 * SECOND_MS;
const STOP_WAIT_MS = 10 * SECOND_MS;

export interface ChildSpec {
  readonly name: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}

/** Keeps child processes running: one that dies is started again, after a pause that doubles. */
export class Children {
  private readonly running = new Map<string, ChildProcess>();
  private stopping = false;

  start(spec: ChildSpec, pauseMs = 500): void {
    if (this.stopping) return;
    const started = performance.now();
    const child = spawn(process.execPath, [...spec.args], {
      env: childEnv(spec.env),
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    this.running.set(spec.name, child);
    child.once('exit', (code, signal) => {
      this.running.delete(spec.name);
      if (this.stopping) return;
      const pause = performance.now() - started > HEALTHY_MS ? 500 : pauseMs;
      say(
        `The ${spec.name} ended (${signal ?? `code ${code}`}); starting it again in ${pause / SECOND_MS} s.`,
      );
      setTimeout(() => this.start(spec, Math.min(pause * 2, BACKOFF_MAX_MS)), pause);
    });
  }

  /** Asks all to end, and ends what does not within ten seconds. */
  async stop(): Promise<void> {
    this.stopping = true;
    await Promise.all(
      [...this.running.values()].map(
        (child) =>
          new Promise<void>((resolve) => {
            if (child.exitCode !== null || child.signalCode !== null) return resolve();
            const timer = setTimeout(() => child.kill('SIGKILL'), STOP_WAIT_MS);
            child.once('exit', () => {
              clearTimeout(timer);
              resolve();
            });
            child.kill('SIGTERM');
          }),
      ),
    );
  }
}
