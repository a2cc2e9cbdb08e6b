import { javaDouble } from './java-double';

const INTEGER = /^-?\d+$/;

/** A JSON number that a JavaScript number would change in value (beyond 2^53) or in print (`80.0`, `1e7`). */
export class NumberLiteral {
  constructor(
    /** The number exactly as it stood in the record. */
    readonly text: string,
  ) {}

  /** As Java prints the value its JSON parser makes of it: integers of any size in full, the rest as a double. */
  toJava(): string {
    if (!INTEGER.test(this.text)) return javaDouble(Number(this.text));
    return this.text === '-0' ? '0' : this.text;
  }

  /** A JSON value for flattened copies: a number where that is exact enough, else the digits as text. */
  toJson(): number | string {
    const value = Number(this.text);
    if (!Number.isFinite(value)) return this.text;
    return INTEGER.test(this.text) && !Number.isSafeInteger(value) ? this.text : value;
  }
}
