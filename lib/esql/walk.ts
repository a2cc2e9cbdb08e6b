/** Which columns an expression is computed from. */
import type { Column, Typed } from './plan';

export function columnsOf(value: Typed): ReadonlySet<Column> {
  const found = new Set<Column>();
  const visit = (each: Typed): void => {
    if (each.kind === 'column') found.add(each.column);
    else for (const part of partsOf(each)) visit(part);
  };
  visit(value);
  return found;
}

/** Whether an expression needs any of the columns. */
export function needsAny(value: Typed, columns: readonly Column[]): boolean {
  const ids = new Set(columns.map(computedId));
  return [...columnsOf(value)].some(
    (column) => column.source.kind === 'computed' && ids.has(column.source.id),
  );
}

function computedId({ source }: Column): number | null {
  return source.kind === 'computed' ? source.id : null;
}

function partsOf(value: Typed): readonly Typed[] {
  switch (value.kind) {
    case 'literal':
    case 'list':
    case 'span':
    case 'column':
    case 'kql':
      return [];
    case 'call':
      return value.args;
    case 'convert':
    case 'date-shift':
    case 'not':
    case 'is-null':
    case 'like':
    case 'matches':
    case 'date-trunc':
    case 'cidr':
    case 'replace':
      return [value.value];
    case 'arithmetic':
    case 'compare':
      return [value.left, value.right];
    case 'and':
    case 'or':
      return value.operands;
    case 'in':
      return [value.value, ...value.options];
    case 'case':
      return [
        ...value.branches.flatMap((branch) => [branch.when, branch.value]),
        ...(value.otherwise ? [value.otherwise] : []),
      ];
    case 'date-diff':
      return [value.from, value.to];
    default:
      return value satisfies never;
  }
}
