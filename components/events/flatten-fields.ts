import type { EcsDocument, JsonValue } from '@/lib/ecs';

export interface FlatField {
  readonly name: string;
  readonly value: string;
}

/** `{ event: { action: 'x' } }` → `event.action` = `x`, by name. Lists of plain values stay on one line. */
export function flattenFields(document: EcsDocument): FlatField[] {
  const fields: FlatField[] = [];
  const visit = (name: string, value: JsonValue) => {
    if (Array.isArray(value)) {
      const plain = value.every((item) => typeof item !== 'object');
      fields.push({ name, value: plain ? value.join(', ') : JSON.stringify(value, null, 2) });
    } else if (typeof value === 'object' && value !== null) {
      for (const [key, child] of Object.entries(value)) visit(name ? `${name}.${key}` : key, child);
    } else {
      fields.push({ name, value: String(value) });
    }
  };
  visit('', document);
  return fields.sort((a, b) => (a.name < b.name ? -1 : 1));
}
