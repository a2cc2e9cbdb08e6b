/** Bytes that mean something between JSON values. */
export const OPEN_OBJECT = 0x7b;
export const OPEN_ARRAY = 0x5b;
export const CLOSE_ARRAY = 0x5d;
export const QUOTE = 0x22;
export const BACKSLASH = 0x5c;
export const COMMA = 0x2c;
export const NEWLINE = 0x0a;
export const RECORD_SEPARATOR = 0x1e;
export const BYTE_ORDER_MARK: readonly number[] = [0xef, 0xbb, 0xbf];

export function isBlank(byte: number): boolean {
  return byte === 0x20 || byte === NEWLINE || byte === 0x0d || byte === 0x09;
}

/** True for bytes of numbers and of words such as `true`. */
export function isScalar(byte: number): boolean {
  return (byte >= 0x30 && byte <= 0x39) || byte === 0x2d || ((byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7a);
}

/** A byte as a person would name it. */
export function byteName(byte: number): string {
  if (byte === NEWLINE) return 'line break';
  const isPrintable = byte > 0x20 && byte < 0x7f;
  return isPrintable ? `'${String.fromCharCode(byte)}'` : `byte 0x${byte.toString(16).padStart(2, '0')}`;
}
