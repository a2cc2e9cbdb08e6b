import { BACKSLASH, isScalar, QUOTE } from './json-bytes';

/** Passes over a string, number or word that stands in a list where a record should. */
export class ListScalar {
  isString = false;
  private isEscaped = false;

  begin(first: number): void {
    this.isString = first === QUOTE;
    this.isEscaped = false;
  }

  /** The position after the value, or null when the bytes end before it does. */
  end(bytes: Buffer, start: number): number | null {
    for (let position = start; position < bytes.length; position += 1) {
      const byte = bytes[position] as number;
      if (!this.isString) {
        if (!isScalar(byte)) return position;
      } else if (this.isEscaped) {
        this.isEscaped = false;
      } else if (byte === QUOTE) {
        return position + 1;
      } else {
        this.isEscaped = byte === BACKSLASH;
      }
    }
    return null;
  }
}
