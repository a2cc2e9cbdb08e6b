import { formatBytes } from '../lib/format';
import type { Machine } from './measure';

/** Columns padded to the widest cell: the first ones are words and stand left, numbers stand right. */
export function renderTable(rows: ReadonlyArray<readonly string[]>, words: number): string {
  const widths: number[] = [];
  for (const row of rows) {
    for (const [index, cell] of row.entries()) widths[index] = Math.max(widths[index] ?? 0, cell.length);
  }
  const pad = (cell: string, index: number) =>
    index < words ? cell.padEnd(widths[index] ?? 0) : cell.padStart(widths[index] ?? 0);
  return rows.map((row) => row.map(pad).join('  ').trimEnd()).join('\n');
}

export function renderMachine({ cpu, cores, memoryBytes, node, system }: Machine): string {
  return `${cpu}, ${cores} cores, ${formatBytes(memoryBytes)} of memory, Node ${node.replace(/^v/, '')}, ${system}`;
}

export function bytesOrNot(bytes: number | null): string {
  return bytes === null ? 'not measured' : formatBytes(bytes);
}

/** Two digits where they say something: `0.84`, `4.2`, `31`. */
export function round(value: number): string {
  return value.toFixed(value < 1 ? 2 : value < 100 ? 1 : 0);
}
