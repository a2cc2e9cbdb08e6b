/** A record as indented lines; one that is no JSON (a row of a CSV) stays as it is. Only for showing: numbers may lose digits. */
export function prettyRecord(raw: string): readonly string[] {
  try {
    return JSON.stringify(JSON.parse(raw), null, 2).split('\n');
  } catch {
    return raw.split(/\r?\n/);
  }
}
