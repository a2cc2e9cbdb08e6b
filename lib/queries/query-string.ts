type Value = string | number | boolean | null | undefined | readonly (string | number)[];

/** `{ status: ['open', 'closed'], text: '' }` → `?status=open&status=closed`: lists repeat their key, empty is left out. */
export function queryString(input: Readonly<Record<string, Value>>): string {
  const params = new URLSearchParams();
  for (const [key, value] of Object.entries(input)) {
    for (const item of Array.isArray(value) ? value : [value]) {
      if (item !== undefined && item !== null && item !== '') params.append(key, String(item));
    }
  }
  const text = params.toString();
  return text ? `?${text}` : '';
}
