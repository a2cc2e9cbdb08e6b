/** The wording of syntax errors. */

/** The word or sign that ends before `at`, for messages. */
export function wordBefore(text: string, at: number): string {
  const before = text.slice(Math.max(0, at - 60), at).trimEnd();
  return /(?:[<>]=?|[^\s\\()<>"*{}:]+:?|[\\()"*{}:])$/.exec(before)?.[0] ?? '';
}

export function quote(text: string): string {
  return text === '"' ? `'"'` : `"${text}"`;
}

export function remedy(found: string): string {
  switch (found) {
    case ')':
    case '}':
      return 'Write one, or remove what leads up to it.';
    case 'not':
      return 'Put the value in quotes.';
    case ':':
    case '<':
    case '>':
      return 'Write a field name in front of it, or put the value in quotes.';
    default:
      return `Write \\${found} or put the value in quotes.`;
  }
}

/** What is wrong with a word or sign behind a complete clause. */
export function leftover(word: string, place: string): string {
  switch (word) {
    case ')':
      return `The ) ${place} closes nothing: remove it, or write \\) when it belongs to the value.`;
    case '}':
      return `The } ${place} closes nothing: remove it, or write \\} when it belongs to the value.`;
    case ':':
    case '<':
    case '>':
    case '{':
      return `"${word}" ${place} cannot stand in a value: write \\${word}, put the value in quotes, or join two clauses with "and".`;
    case '(':
    case '"':
      return `${quote(word)} ${place} follows a complete clause: join them with "and" or "or", or write \\${word} when it belongs to the value.`;
    default:
      return `${quote(word)} ${place} follows a complete clause: join them with "and" or "or".`;
  }
}
