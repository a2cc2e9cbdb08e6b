import { resolveField } from '../ecs';
import { AppError } from '../errors';

/** A piece of SQL and the parameters it adds. */
export interface SqlPart {
  readonly text: string;
  readonly values: readonly unknown[];
}

/**
 * SQL for the distinct values, as text in a column `value`, that an event has for a field: none when the field is
 * missing, one per element of an array. `start` is the number of the first parameter it may use.
 *
 * Elasticsearch's composite aggregation gives the same: a document without the field falls into no bucket.
 */
export function termValuesSql(name: string, start: number): SqlPart {
  const resolved = resolveField(name);
  if (!resolved) {
    throw new AppError('invalid', `The new terms field ${name} is not a known field.`, {
      new_terms_fields: name,
    });
  }
  const { field, subPath } = resolved;
  const { storage } = field;
  switch (storage.kind) {
    case 'column':
      return storedColumn(storage.column, field.array, field.type === 'ip');
    case 'extra':
      return {
        text: field.array
          ? `select distinct value from jsonb_array_elements_text(coalesce(extra -> $${start}::text, '[]')) as v (value)`
          : `select value from (select extra ->> $${start}::text as value) v where value is not null`,
        values: [field.name],
      };
    case 'flattened':
      return {
        text: `select distinct leaf #>> '{}' as value
                 from jsonb_path_query(${storage.column}, $${start}::jsonpath) as l (leaf)
                where jsonb_typeof(leaf) not in ('object', 'array', 'null')`,
        values: [jsonPath([...storage.path, ...subPath])],
      };
    case 'resources':
      return {
        text: `select distinct r ->> $${start}::text as value
                 from jsonb_array_elements(coalesce(resources, '[]')) as e (r)
                where r ->> $${start}::text is not null`,
        values: [storage.key],
      };
    case 'expression':
      return {
        text: `select value from (select ${storage.sql} as value) v where value is not null`,
        values: [],
      };
    case 'constant':
      return { text: `select $${start}::text as value`, values: [storage.value] };
    default:
      return storage satisfies never;
  }
}

function storedColumn(column: string, array: boolean, ip: boolean): SqlPart {
  if (array) return { text: `select distinct value from unnest(${column}) as v (value)`, values: [] };
  const text = ip ? `host(${column})` : `${column}::text`;
  return { text: `select ${text} as value where ${column} is not null`, values: [] };
}

/** Lax path through objects and arrays alike: a flattened field does not tell `a.b` from `a[].b`. */
function jsonPath(keys: readonly string[]): string {
  return `$${keys.map((key) => `.${JSON.stringify(key)}`).join('')}[*]`;
}
