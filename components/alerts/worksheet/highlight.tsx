/** Text with every occurrence of a search marked. */
export function Highlight({ text, search }: { readonly text: string; readonly search: string }) {
  const matches = matchesIn(text, search);
  if (matches.length === 0) return text;
  const length = search.trim().length;
  return (
    <>
      {matches.map((at, index) => (
        <span key={at}>
          {text.slice(index === 0 ? 0 : (matches[index - 1] ?? 0) + length, at)}
          <mark>{text.slice(at, at + length)}</mark>
        </span>
      ))}
      {text.slice((matches.at(-1) ?? 0) + length)}
    </>
  );
}

/** Beyond this, marking costs more than it shows. */
const MATCHES_MAX = 500;

/** Where a search occurs in a text, whatever its case. */
export function matchesIn(text: string, search: string): readonly number[] {
  const wanted = search.trim().toLowerCase();
  if (wanted === '') return [];
  const lower = text.toLowerCase();
  // A few letters change length in lower case; positions would then point beside the match.
  if (lower.length !== text.length) return [];
  const found: number[] = [];
  for (
    let at = lower.indexOf(wanted);
    at >= 0 && found.length < MATCHES_MAX;
    at = lower.indexOf(wanted, at + wanted.length)
  ) {
    found.push(at);
  }
  return found;
}
