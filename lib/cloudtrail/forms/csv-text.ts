/** How the cells of a CSV are told apart. */
export type Separator = ',' | ';' | '\t' | '|';

const SEPARATORS: readonly Separator[] = [',', ';', '\t', '|'];

/** The cells of one row, which may hold line breaks inside quotes. A quote means something at a cell's start only. */
export function splitRow(row: string, separator: Separator): string[] {
  const cells: string[] = [];
  let position = 0;
  for (;;) {
    const cell = row[position] === '"' ? quoted(row, position) : undefined;
    const bareEnd = cell?.end ?? position;
    const next = row.indexOf(separator, bareEnd);
    const end = next < 0 ? row.length : next;
    cells.push(cell === undefined ? row.slice(position, end) : cell.text + row.slice(bareEnd, end).trimEnd());
    if (next < 0) return cells;
    position = next + 1;
  }
}

function quoted(row: string, start: number): { readonly text: string; readonly end: number } | undefined {
  let end = row.indexOf('"', start + 1);
  while (end >= 0 && row[end + 1] === '"') end = row.indexOf('"', end + 2);
  if (end < 0) return undefined;
  return { text: row.slice(start + 1, end).replaceAll('""', '"'), end: end + 1 };
}

/** The separator of a header: the one that gives the most names. */
export function separatorOf(header: string): Separator {
  let best: Separator = ',';
  let most = 0;
  for (const separator of SEPARATORS) {
    const count = splitRow(header, separator).length;
    if (count > most) {
      best = separator;
      most = count;
    }
  }
  return best;
}

/** A header read: the separator, and the names of the columns. */
export interface CsvHeader {
  readonly separator: Separator;
  readonly names: readonly string[];
}

let latest: { readonly text: string; readonly header: CsvHeader } | undefined;

/** Reads a header; the latest is remembered, because every row of a member asks for the same. */
export function readHeader(text: string): CsvHeader {
  if (latest?.text === text) return latest.header;
  const separator = separatorOf(text);
  const header = { separator, names: splitRow(text, separator).map((name) => name.trim()) };
  latest = { text, header };
  return header;
}
