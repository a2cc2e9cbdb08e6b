import { AppError, errorMessage } from '../errors';

/** Exit codes of every command. */
export const EXIT = { success: 0, failure: 1, usage: 2 } as const;

/** One JSON value on stdout, and nothing else there. */
export function printJson(value: unknown): void {
  process.stdout.write(`${JSON.stringify(value, null, 2)}\n`);
}

export function printJsonLine(value: unknown): void {
  process.stdout.write(`${JSON.stringify(value)}\n`);
}

export function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** Progress and remarks go to stderr: stdout may be piped into another program. */
export function say(line: string): void {
  process.stderr.write(`${line}\n`);
}

/** A failure in one sentence; only what nobody foresaw shows its stack. */
export function sayError(error: unknown): void {
  const expected = error instanceof AppError || (error instanceof Error && error.name === 'Error');
  say(
    `trailhound: ${expected || !(error instanceof Error) ? errorMessage(error) : (error.stack ?? error.message)}`,
  );
}

/** Text of logs on a terminal: control characters could move the cursor or recolour it. */
export function terminalSafe(text: string): string {
  return text.replace(/\p{Cc}/gu, (char) => `\\x${char.charCodeAt(0).toString(16).padStart(2, '0')}`);
}

/** Columns padded to the widest cell. */
export function printTable(rows: ReadonlyArray<readonly string[]>): void {
  const widths: number[] = [];
  for (const row of rows) {
    for (const [index, cell] of row.entries()) widths[index] = Math.max(widths[index] ?? 0, cell.length);
  }
  for (const row of rows) {
    print(
      row
        .map((cell, index) => cell.padEnd(widths[index] ?? 0))
        .join('  ')
        .trimEnd(),
    );
  }
}
