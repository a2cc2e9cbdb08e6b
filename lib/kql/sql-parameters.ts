export type SqlValue = string | readonly string[];

/** The types a parameter is cast to; `text` is what PostgreSQL infers beside a text column and needs no cast. */
export type SqlType =
  | 'text'
  | 'text[]'
  | 'bigint'
  | 'bigint[]'
  | 'float8'
  | 'float8[]'
  | 'boolean'
  | 'boolean[]'
  | 'timestamptz'
  | 'timestamptz[]'
  | 'inet'
  | 'inet[]'
  | 'interval'
  | 'jsonpath';

/** The one way by which a value gets into a statement. A value used twice is sent once. */
export class SqlParameters {
  private readonly list: SqlValue[] = [];
  private readonly placeholders = new Map<string, string>();

  constructor(private readonly startIndex: number) {}

  get values(): readonly SqlValue[] {
    return this.list;
  }

  /** Adds a value and returns its placeholder: `$1`, or `$1::inet`. */
  bind(value: SqlValue, type: SqlType = 'text'): string {
    if (typeof value !== 'string') return this.add(value, type);
    // One parameter has one type, so the same text for two types is two parameters.
    const key = `${type}:${value}`;
    const known = this.placeholders.get(key);
    if (known !== undefined) return known;
    const placeholder = this.add(value, type);
    this.placeholders.set(key, placeholder);
    return placeholder;
  }

  private add(value: SqlValue, type: SqlType): string {
    this.list.push(value);
    const name = `$${this.startIndex + this.list.length - 1}`;
    return type === 'text' ? name : `${name}::${type}`;
  }
}
