/**
 * The keys of a table that `satisfies Record<Union, …>`: every member of the union, in order. The union's zod enum
 * would say the same, but at the price of zod in the browser's script.
 */
export function keysOf<Key extends string>(table: Readonly<Record<Key, unknown>>): Key[] {
  return Object.keys(table) as Key[];
}
