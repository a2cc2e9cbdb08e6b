/** What stands before the event in a line of a log group: its time (ISO, or milliseconds since 1970), and for `aws logs tail` the stream's name. */
const STAMP =
  /^(?:\d{13}|\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:Z|[+-]\d{2}:?\d{2}))[ \t]+(?:[^\s{]+[ \t]+)?$/;
/** Names of log streams have at most 512 characters. */
const LENGTH_MAX = 600;
const OPEN_OBJECT = 0x7b;
const NEWLINE = 0x0a;

/** A text whose lines begin with a time and an object, for recognising a member. */
export const STAMPED_LINE =
  /^(?:\d{13}|\d{4}-\d{2}-\d{2}T[\d:.]+(?:Z|[+-]\d{2}:?\d{2}))[ \t]+(?:[^\s{]+[ \t]+)?\{\s*"/m;

/** Reads the time before the JSON of an exported log line, which may be cut anywhere by the end of a piece. */
export class LineStamp {
  private text = '';
  /** Position in the member where the line began. */
  start = 0;

  begin(start: number): void {
    this.text = '';
    this.start = start;
  }

  /** Reads on; `object` and `junk` say what follows at `position`, `more` that the bytes ran out. */
  read(
    bytes: Buffer,
    start: number,
  ): { readonly next: 'object' | 'junk' | 'more'; readonly position: number } {
    for (let position = start; position < bytes.length; position += 1) {
      const byte = bytes[position] as number;
      if (byte === OPEN_OBJECT) return { next: STAMP.test(this.text) ? 'object' : 'junk', position };
      if (byte === NEWLINE || this.text.length >= LENGTH_MAX) return { next: 'junk', position };
      this.text += String.fromCharCode(byte);
    }
    return { next: 'more', position: bytes.length };
  }
}
