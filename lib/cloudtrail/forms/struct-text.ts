import type { RawJson, RawObject } from '../record';
import { setOwn } from '../record';
import { renderJava } from '../render-java-map';

/** Structs nest a few levels; text that looks deeper is hostile. */
const DEPTH_MAX = 32;
const KEY = /[^\s={}[\],]+=/y;

/**
 * Reads `{type=AssumedRole, sessioncontext={attributes={…}}}`, the print of a struct or map by Athena, CloudTrail
 * Lake and Java. Strings have no quotes in it, so a comma ends a value only where a key or a bracket follows.
 * Undefined when the text is no such print; `null` gives a null.
 */
export function parseStruct(text: string): RawJson | undefined {
  const reader = new StructReader(text);
  const value = reader.container(0);
  return reader.isAtEnd ? value : undefined;
}

/**
 * The same for a print by Java, which is text that rules match: undefined unless the value, printed again, gives
 * that text. What a string holds that looks like another key cannot be told from one.
 */
export function parseJavaPrint(text: string): RawJson | undefined {
  const value = parseStruct(text);
  return value !== undefined && renderJava(value) === text ? value : undefined;
}

class StructReader {
  private position = 0;

  constructor(private readonly text: string) {}

  get isAtEnd(): boolean {
    return this.position === this.text.length;
  }

  container(depth: number): RawJson | undefined {
    if (depth > DEPTH_MAX) return undefined;
    if (this.take('{')) return this.struct(depth);
    return this.take('[') ? this.list(depth) : undefined;
  }

  private struct(depth: number): RawObject | undefined {
    const object: RawObject = {};
    if (this.take('}')) return object;
    for (;;) {
      const key = this.key();
      if (key === undefined) return undefined;
      const value = this.value(depth, '}');
      if (value === undefined) return undefined;
      setOwn(object, key, value);
      if (this.take('}')) return object;
      if (!this.take(', ')) return undefined;
    }
  }

  private list(depth: number): RawJson[] | undefined {
    const values: RawJson[] = [];
    if (this.take(']')) return values;
    for (;;) {
      const value = this.value(depth, ']');
      if (value === undefined) return undefined;
      values.push(value);
      if (this.take(']')) return values;
      if (!this.take(', ')) return undefined;
    }
  }

  private value(depth: number, close: string): RawJson | undefined {
    const start = this.position;
    const first = this.text[start];
    if (first === '{' || first === '[') {
      const inner = this.container(depth + 1);
      if (inner !== undefined && this.endsValue(close)) return inner;
      this.position = start;
    }
    return this.scalar(close);
  }

  /** Text up to the closing bracket or to a comma with the next key (in a list: the next comma). */
  private scalar(close: string): RawJson | undefined {
    const start = this.position;
    let brackets = 0;
    for (; this.position < this.text.length; this.position += 1) {
      const char = this.text[this.position];
      if (brackets === 0 && this.endsValue(close)) {
        const text = this.text.slice(start, this.position);
        return text === 'null' ? null : text;
      }
      if (char === '{' || char === '[') brackets += 1;
      else if (char === '}' || char === ']') brackets -= 1;
    }
    return undefined;
  }

  private endsValue(close: string): boolean {
    if (this.text[this.position] === close) return true;
    if (!this.text.startsWith(', ', this.position)) return false;
    if (close === ']') return true;
    KEY.lastIndex = this.position + 2;
    return KEY.test(this.text);
  }

  private key(): string | undefined {
    KEY.lastIndex = this.position;
    const found = KEY.exec(this.text)?.[0];
    if (found === undefined) return undefined;
    this.position += found.length;
    return found.slice(0, -1);
  }

  private take(mark: string): boolean {
    if (!this.text.startsWith(mark, this.position)) return false;
    this.position += mark.length;
    return true;
  }
}
