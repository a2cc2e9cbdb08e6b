/** Control and format characters but for line ends and tabs: they hide, or turn the text after them round. */
const UNSEEN = /(?![\n\t])[\p{Cc}\p{Cf}]/gu;

/** Makes visible what a log's author could hide: U+202E becomes the six characters `\u202e`, as JSON writes it. */
export function showUnseen(text: string): string {
  return text.replace(UNSEEN, (character) =>
    Array.from({ length: character.length }, (_, at) => escapeUnit(character.charCodeAt(at))).join(''),
  );
}

function escapeUnit(unit: number): string {
  return `\\u${unit.toString(16).padStart(4, '0')}`;
}
