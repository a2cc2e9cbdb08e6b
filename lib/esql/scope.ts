/** The columns a command sees. */
import { FIELDS, type Field, type ResolvedField, resolveField } from '../ecs';
import { isUnstorable, matchesParts } from '../kql/text';
import type { NamePattern, NameText } from './ast';
import type { Column, MetadataName, ValueType } from './plan';
import { type Problems, shorten } from './problems';

/** Keys below a flattened field; PostgreSQL reads a path recursively. */
const SUB_PATH_LENGTH_MAX = 20;

export class Scope {
  private constructor(
    private readonly columns: ReadonlyMap<string, Column>,
    /** Rows are events, so that KQL can be asked about them. */
    readonly hasEvents: boolean,
    /** Nothing has chosen columns yet: keys of flattened fields can be named though they are not listed. */
    private readonly open: boolean,
  ) {}

  /** All fields of the registry, and the metadata asked for. Objects are reached by their keys only. */
  static ofEvents(metadata: readonly MetadataName[]): Scope {
    const columns = new Map<string, Column>();
    for (const name of metadata) columns.set(name, metadataColumn(name));
    for (const field of FIELDS.values()) {
      if (field.type !== 'flattened')
        columns.set(field.name, fieldColumn({ field, subPath: [] }, field.name));
    }
    return new Scope(columns, true, true);
  }

  static of(columns: readonly Column[]): Scope {
    return new Scope(new Map(columns.map((column) => [column.name, column])), false, false);
  }

  get all(): readonly Column[] {
    return [...this.columns.values()];
  }

  /** Adds columns; one of the same name is replaced, and moves to the end as in Elasticsearch. */
  with(added: readonly Column[]): Scope {
    const columns = new Map(this.columns);
    for (const column of added) {
      columns.delete(column.name);
      columns.set(column.name, column);
    }
    return new Scope(columns, this.hasEvents, this.open);
  }

  /** Finds a column by its name; says what is wrong when there is none. */
  find({ name, start, end }: NameText, problems: Problems): Column | null {
    const column = this.columns.get(name);
    if (column) return column;
    const resolved = isUnstorable(name) ? null : resolveField(name);
    if (resolved && this.open && resolved.subPath.length > 0) {
      if (resolved.subPath.length <= SUB_PATH_LENGTH_MAX) return fieldColumn(resolved, name);
    }
    const span = { start, end };
    if (resolved?.field.type === 'flattened' && this.open) {
      problems.error(
        span,
        `${shorten(name)} is an object: name one of its keys, as ${resolved.field.name}.<key>.`,
      );
    } else if (name === '_id' || name === '_index' || name === '_version') {
      problems.error(span, `${name} is not here: write METADATA ${name} behind FROM.`);
    } else if (resolved) {
      problems.error(span, `The column ${shorten(name)} is no longer here: a command above leaves it out.`);
    } else if (this.open) {
      problems.unknownField(span, name);
    } else {
      problems.error(span, `There is no column ${shorten(name)} at this place.`);
    }
    return null;
  }

  /**
   * The columns that patterns pick, in the order Elasticsearch gives them: a name goes where its closest pattern
   * stands. A pattern without stars has to name a column; one with stars may fit nothing.
   */
  keep(patterns: readonly NamePattern[], problems: Problems): Scope {
    const picked = patterns.map((): Column[] => []);
    const claimed = new Map<Column, number>();
    patterns.forEach((pattern, index) => {
      if (pattern.parts.length > 1) return;
      const column = this.find({ ...pattern, name: pattern.parts.join('') }, problems);
      if (column && !claimed.has(column)) claimed.set(column, index);
    });
    for (const loose of [false, true]) {
      patterns.forEach((pattern, index) => {
        if (pattern.parts.length < 2 || isLoneStar(pattern) !== loose) return;
        for (const column of this.columns.values()) {
          if (matchesParts(column.name, pattern.parts) && !claimed.has(column)) claimed.set(column, index);
        }
      });
    }
    for (const [column, index] of claimed) picked[index]?.push(column);
    const columns = picked.flat().map((column) => [column.name, column] as const);
    return new Scope(new Map(columns), this.hasEvents, false);
  }

  drop(patterns: readonly NamePattern[], problems: Problems): Scope {
    const columns = new Map(this.columns);
    for (const pattern of patterns) {
      if (pattern.parts.length > 1) {
        for (const name of this.columns.keys()) if (matchesParts(name, pattern.parts)) columns.delete(name);
      } else {
        const column = this.find({ ...pattern, name: pattern.parts.join('') }, problems);
        if (column) columns.delete(column.name);
      }
    }
    return new Scope(columns, this.hasEvents, false);
  }

  rename(pairs: ReadonlyArray<{ from: NameText; to: NameText }>, problems: Problems): Scope {
    let columns = [...this.columns.values()];
    for (const { from, to } of pairs) {
      const column = new Scope(toMap(columns), this.hasEvents, this.open).find(from, problems);
      if (!column) continue;
      const renamed = { ...column, name: to.name };
      columns = columns
        .filter((each) => each.name !== to.name)
        .map((each) => (each === column ? renamed : each));
      if (!columns.includes(renamed)) columns.push(renamed);
    }
    return new Scope(toMap(columns), this.hasEvents, this.open);
  }
}

function toMap(columns: readonly Column[]): ReadonlyMap<string, Column> {
  return new Map(columns.map((column) => [column.name, column]));
}

function isLoneStar(pattern: NamePattern): boolean {
  return pattern.parts.every((part) => part === '');
}

function metadataColumn(name: MetadataName): Column {
  return {
    name,
    type: name === '_version' ? 'long' : 'keyword',
    multi: false,
    source: { kind: 'metadata', name },
  };
}

function fieldColumn(resolved: ResolvedField, name: string): Column {
  const { field } = resolved;
  const multi = field.array || field.type === 'flattened';
  return { name, type: valueType(field), multi, source: { kind: 'field', resolved } };
}

function valueType({ type }: Field): ValueType {
  switch (type) {
    case 'keyword':
    case 'constant_keyword':
    case 'flattened':
      return 'keyword';
    case 'long':
    case 'boolean':
    case 'date':
    case 'ip':
    case 'geo_point':
      return type;
    default:
      return type satisfies never;
  }
}
