import { spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import os from 'node:os';
import { childEnv } from '../lib/env';

const SAMPLE_MS = 100;
const IS_MEASURABLE = existsSync('/proc/self/status');
const KIB = 1024;
/** What Linux tells to programs, whatever its own clock does. */
const TICKS_PER_SECOND = 100;

/** What a process did. Memory is null where the system has no `/proc`. */
export interface Measured {
  readonly stdout: string;
  readonly seconds: number;
  /** The most memory it held at one time, its child processes included. */
  readonly peakBytes: number | null;
  /** The same of the server that was watched beside it: memory of its own, and what its processes share once. */
  readonly serverPeakBytes: number | null;
  /** Processor time of both, which other work on the machine disturbs less than `seconds`. */
  readonly cpuSeconds: number | null;
}

interface MeasureOptions {
  readonly env?: Readonly<Record<string, string>>;
  /** Process id of a server that works for the process and is no child of it. */
  readonly serverPid?: number;
  readonly signal?: AbortSignal;
}

/** Runs Node with these arguments and measures it from outside. Throws what it said when it fails. */
export function measureNode(
  args: readonly string[],
  { env = {}, serverPid, signal }: MeasureOptions = {},
): Promise<Measured> {
  return new Promise((resolve, reject) => {
    const started = performance.now();
    const child = spawn(process.execPath, [...args], {
      env: childEnv(env),
      stdio: ['ignore', 'pipe', 'pipe'],
      signal,
    });
    const [stdout, stderr]: [string[], string[]] = [[], []];
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => stdout.push(chunk));
    child.stderr.setEncoding('utf8').on('data', (chunk: string) => stderr.push(chunk));
    let [peak, serverPeak, cpu, serverCpu] = [0, 0, 0, 0];
    const serverCpuBefore = serverPid === undefined ? 0 : treeCpuSeconds(serverPid);
    const sample = () => {
      if (!IS_MEASURABLE) return;
      if (child.pid !== undefined) {
        peak = Math.max(peak, residentBytes(child.pid));
        cpu = Math.max(cpu, treeCpuSeconds(child.pid));
      }
      if (serverPid !== undefined) {
        serverPeak = Math.max(serverPeak, serverBytes(serverPid));
        serverCpu = Math.max(serverCpu, treeCpuSeconds(serverPid) - serverCpuBefore);
      }
    };
    const timer = setInterval(sample, SAMPLE_MS);
    const end = () => clearInterval(timer);
    child.once('error', (error) => {
      end();
      reject(error);
    });
    child.once('close', (code, killedBy) => {
      end();
      const said = stderr.join('').trim();
      if (code !== 0) {
        reject(new Error(`node ${args.join(' ')} ended with ${killedBy ?? `code ${code}`}. ${said}`));
        return;
      }
      resolve({
        stdout: stdout.join(''),
        seconds: (performance.now() - started) / 1000,
        peakBytes: peak > 0 ? peak : null,
        serverPeakBytes: serverPeak > 0 ? serverPeak : null,
        cpuSeconds: cpu > 0 ? cpu + serverCpu : null,
      });
    });
  });
}

/** The highest mark of the process itself, or the sum with its children when that is more. */
function residentBytes(pid: number): number {
  const sum = tree(pid).reduce((total, each) => total + memory(each, 'VmRSS'), 0);
  return Math.max(memory(pid, 'VmHWM'), sum);
}

function serverBytes(pid: number): number {
  const processes = tree(pid);
  const own = processes.reduce((total, each) => total + memory(each, 'RssAnon'), 0);
  return own + Math.max(...processes.map((each) => memory(each, 'RssShmem')));
}

/** One line of a process's status in bytes; 0 when it has ended meanwhile. */
function memory(pid: number, name: 'VmHWM' | 'VmRSS' | 'RssAnon' | 'RssShmem'): number {
  const found = new RegExp(`^${name}:\\s+(\\d+) kB$`, 'm').exec(read(`/proc/${pid}/status`));
  return Number(found?.[1] ?? 0) * KIB;
}

/** Of a process, its children, and those that have ended and were waited for. */
function treeCpuSeconds(pid: number): number {
  return tree(pid).reduce((total, each) => total + cpuTicks(each), 0) / TICKS_PER_SECOND;
}

function cpuTicks(pid: number): number {
  // The name in parentheses may hold spaces; user and system time, own and inherited, are fields 14 to 17.
  const fields = read(`/proc/${pid}/stat`).split(') ').at(-1)?.split(' ').slice(11, 15) ?? [];
  return fields.reduce((total, field) => total + Number(field), 0);
}

/** The process that started another one, or null where that cannot be seen. */
export function parentPid(pid: number): number | null {
  const found = /^PPid:\s+(\d+)$/m.exec(read(`/proc/${pid}/status`));
  return found ? Number(found[1]) : null;
}

function tree(pid: number): number[] {
  return [pid, ...children(pid).flatMap(tree)];
}

/** Any thread of a process may have started a child. */
function children(pid: number): number[] {
  const threads = list(`/proc/${pid}/task`);
  const pids = threads.flatMap((thread) => read(`/proc/${pid}/task/${thread}/children`).split(' '));
  return pids.filter((text) => text !== '').map(Number);
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

function list(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

/** What the numbers depend on. */
export interface Machine {
  readonly cpu: string;
  readonly cores: number;
  readonly memoryBytes: number;
  readonly node: string;
  readonly system: string;
  /** Processes that wanted to run in the last minute: more than few, and times say little. */
  readonly load: number;
}

export function machine(): Machine {
  return {
    cpu: os.cpus()[0]?.model.trim() ?? 'unknown',
    cores: os.availableParallelism(),
    memoryBytes: os.totalmem(),
    node: process.version,
    system: `${os.type()} ${os.arch()}`,
    load: os.loadavg()[0] ?? 0,
  };
}
