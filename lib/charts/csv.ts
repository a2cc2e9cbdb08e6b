export type CsvValue = string | number | boolean | null;

/** First characters a spreadsheet takes for a formula; log content is written by strangers. */
const FORMULA_START = /^[=+\-@\t\r]/;

/** RFC 4180 with a header row; text that a spreadsheet would run is kept as text by a leading apostrophe. */
export function toCsv(header: readonly string[], rows: ReadonlyArray<readonly CsvValue[]>): string {
  return `${[header, ...rows].map((row) => row.map(toCell).join(',')).join('\r\n')}\r\n`;
}

function toCell(value: CsvValue): string {
  if (value === null) return '';
  if (typeof value !== 'string') return String(value);
  const safe = FORMULA_START.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
