import { formatBytes } from '../format';
import type { EnvelopeKind, RecordItem, RecordLimits, RecordScanner } from './envelope';
import { readHeader } from './forms/csv-text';
import { byteName, NEWLINE, QUOTE } from './json-bytes';
import { RecordItems } from './record-items';
import { ValueBytes } from './value-bytes';

/** Bytes that may be read again beyond four times the member, which keeps hostile damage linear. */
const REREAD_BYTES_FREE = 64 * 1024 * 1024;
const CARRIAGE_RETURN = 0x0d;
const SPACE = 0x20;
const SEPARATOR_LINE = /^sep=.$/;

type State =
  /** In the first line, which names the columns. */
  | 'header'
  /** Between rows. */
  | 'rows'
  /** Where a cell begins. */
  | 'cell'
  | 'bare'
  | 'quoted'
  /** After a quote inside a quoted cell: its end, or the first of two that stand for one. */
  | 'quote'
  /** In what is left of a damaged row. */
  | 'skip';

/**
 * Cuts a CSV into rows: RFC 4180 with any of the usual separators, quoted line breaks and either line ending. Memory
 * holds one piece and one row. A quote that is never closed costs its own row only: reading goes back and on with
 * the next line.
 */
export class CsvScanner implements RecordScanner {
  header: string | null = null;
  private readonly source: ValueBytes;
  private readonly found = new RecordItems();
  private state: State = 'header';
  private separator = 0;
  private columns = 0;
  private cells = 0;
  /** Position in the member of the first line break inside the row, where reading goes on if the row is damaged. */
  private firstBreak = -1;

  constructor(private readonly limits: RecordLimits) {
    this.source = new ValueBytes(limits.recordBytesMax);
    this.source.begin(0);
  }

  push(piece: Buffer): RecordItem[] {
    this.source.append(piece);
    let position = this.scan(0);
    while (this.isTooLong) position = this.scan(this.abandon(this.tooLong, position));
    this.source.endPiece(this.source.bytes.length);
    return this.found.take();
  }

  end(failure?: string): RecordItem[] {
    const cause = failure === undefined ? 'the file ends' : `${failure}; the data ends`;
    while (this.state !== 'rows' && this.state !== 'skip') {
      const isComplete = failure === undefined && this.state !== 'quoted';
      if (this.state === 'header') this.endHeader(this.source.bytes.length);
      else if (isComplete && this.cells >= this.columns) this.scan(this.endRow(this.source.bytes.length));
      else if (this.isBlankRow(this.source.bytes.length)) this.state = 'rows';
      else {
        const reason = this.state === 'quoted' ? 'inside a quoted cell of this row' : 'inside this row';
        this.scan(this.abandon(`truncated: ${cause} ${reason}`, this.source.bytes.length));
      }
    }
    if (failure !== undefined && !this.found.hasNews) this.found.problem(this.source.end, failure);
    return this.found.take();
  }

  envelope(): EnvelopeKind {
    return this.found.hasAny ? 'csv' : 'empty';
  }

  private get isTooLong(): boolean {
    const isInRow = this.state !== 'rows' && this.state !== 'skip';
    return isInRow && this.isTooLongAt(this.source.end);
  }

  private isTooLongAt(end: number): boolean {
    return end - this.source.start > this.limits.recordBytesMax;
  }

  private get tooLong(): string {
    return `longer than ${formatBytes(this.limits.recordBytesMax)}`;
  }

  private scan(from: number): number {
    let position = from;
    while (position < this.source.bytes.length) position = this.step(position);
    return position;
  }

  private step(position: number): number {
    switch (this.state) {
      case 'header':
      case 'skip':
        return this.stepLine(position);
      case 'rows':
        return this.stepRows(position);
      case 'cell':
        return this.stepCell(position);
      case 'bare':
        return this.stepBare(position);
      case 'quoted':
        return this.stepQuoted(position);
      case 'quote':
        return this.stepQuote(position);
    }
  }

  private stepLine(position: number): number {
    const newline = this.source.bytes.indexOf(NEWLINE, position);
    if (newline < 0) return this.source.bytes.length;
    if (this.state === 'header') this.endHeader(newline);
    else this.state = 'rows';
    return newline + 1;
  }

  private stepRows(position: number): number {
    const byte = this.source.bytes[position] as number;
    if (byte === NEWLINE || byte === CARRIAGE_RETURN) return position + 1;
    this.source.begin(position);
    this.state = 'cell';
    this.cells = 1;
    this.firstBreak = -1;
    return position;
  }

  private stepCell(position: number): number {
    if (this.source.bytes[position] === QUOTE) {
      this.state = 'quoted';
      return position + 1;
    }
    this.state = 'bare';
    return position;
  }

  private stepBare(start: number): number {
    const { bytes } = this.source;
    let position = start;
    while (position < bytes.length && bytes[position] !== NEWLINE && bytes[position] !== this.separator) {
      position += 1;
    }
    return position < bytes.length ? this.endCell(position) : position;
  }

  private stepQuoted(start: number): number {
    const { bytes, base } = this.source;
    let position = start;
    for (; position < bytes.length && bytes[position] !== QUOTE; position += 1) {
      if (bytes[position] === NEWLINE && this.firstBreak < 0) this.firstBreak = base + position;
    }
    if (position < bytes.length) this.state = 'quote';
    return position + 1;
  }

  private stepQuote(position: number): number {
    const byte = this.source.bytes[position] as number;
    const isEnd = byte === NEWLINE || byte === this.separator;
    if (isEnd) return this.endCell(position);
    if (byte === SPACE || byte === CARRIAGE_RETURN) return position + 1;
    if (byte === QUOTE) {
      this.state = 'quoted';
      return position + 1;
    }
    const at = this.source.base + position;
    return this.abandon(`malformed CSV: ${byteName(byte)} behind a closing quote at byte ${at}`, position);
  }

  /** At a separator or a line break. */
  private endCell(position: number): number {
    if (this.source.bytes[position] === NEWLINE) return this.endRow(position);
    this.cells += 1;
    this.state = 'cell';
    return position + 1;
  }

  private endHeader(end: number): void {
    const line = this.source.take(end)?.toString('utf8') ?? '';
    this.source.release();
    const text = line.replace('\u{feff}', '').replace(/\r$/, '');
    if (text.trim() === '' || SEPARATOR_LINE.test(text)) {
      if (end < this.source.bytes.length) this.source.begin(end + 1);
      else this.state = 'rows';
      return;
    }
    const { separator, names } = readHeader(text);
    this.header = text;
    this.separator = separator.charCodeAt(0);
    this.columns = names.length;
    this.state = 'rows';
  }

  /** Takes the row that ends here; returns where to go on. */
  private endRow(end: number): number {
    const { bytes, base, start } = this.source;
    const contentEnd = bytes[end - 1] === CARRIAGE_RETURN ? end - 1 : end;
    const isTrailing = this.cells === this.columns + 1 && bytes[contentEnd - 1] === this.separator;
    if (this.cells !== this.columns && !isTrailing) {
      if (this.isBlankRow(end)) return this.between(end);
      return this.abandon(`a row of ${this.cells} cells below a header of ${this.columns}`, end);
    }
    const row = this.isTooLongAt(base + end) ? null : this.source.take(contentEnd);
    if (row === null) return this.abandon(this.tooLong, end);
    this.found.record(row, start, false);
    return this.between(end);
  }

  private between(end: number): number {
    this.source.release();
    this.state = 'rows';
    return Math.min(end + 1, this.source.bytes.length);
  }

  private isBlankRow(end: number): boolean {
    return this.cells === 1 && this.source.take(end)?.toString('latin1').trim() === '';
  }

  /** Reports the row and leaves it: back to its second line if it has one, else on to the next line. */
  private abandon(reason: string, position: number): number {
    // Whatever else is wrong with a row, it may have been given up at any piece's end for its length.
    const isTooLong = this.isTooLongAt(this.source.base + position);
    this.found.problem(this.source.start, isTooLong ? this.tooLong : reason);
    const { firstBreak } = this;
    this.state = 'skip';
    this.firstBreak = -1;
    if (firstBreak >= 0 && this.source.rewind(REREAD_BYTES_FREE + 4 * this.source.end)) {
      return firstBreak - this.source.base;
    }
    this.source.release();
    return position;
  }
}
