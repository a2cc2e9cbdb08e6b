/**
 * The Markdown side of a guide: which lines belong to which section, and which of those make an item. What an item
 * means is for `guide.ts`.
 */
export type SectionName = 'intro' | 'steps' | 'falsePositives' | 'response' | 'additional';

export const FENCE = /^\s*(```+|~~~+)\s*(\S*)/;
const HEADING = /^(#{1,6})\s+(.*?)[\s:#]*$/;
const BULLET = /^ ?(?:[-*+]|\d{1,3}[.)])\s+(?=\S)/;
const BOLD_LINE = /^\*\*([^*]+)\*\*:?\s*$/;
function sectionOf(heading: string): SectionName | null {
  if (/investigation steps/i.test(heading)) return 'steps';
  if (/^false positive/i.test(heading)) return 'falsePositives';
  if (/^(response|remediation)\b/i.test(heading)) return 'response';
  if (/^(triage and analysis|investigating)\b/i.test(heading)) return 'intro';
  return null;
}

/** Deals the note's lines out to the sections their headings name. */
export function splitSections(note: string): Record<SectionName, string[]> {
  const sections: Record<SectionName, string[]> = {
    intro: [],
    steps: [],
    falsePositives: [],
    response: [],
    additional: [],
  };
  let current: SectionName = 'intro';
  let level = 0;
  for (const { line, code } of withFences(note.split('\n'))) {
    const heading = code ? null : HEADING.exec(line);
    const title = heading?.[2] ?? '';
    const named = heading ? sectionOf(title) : null;
    if (heading && named) {
      current = named;
      level = heading[1]?.length ?? 0;
    } else if (
      heading &&
      (heading[1]?.length ?? 0) > level &&
      current !== 'intro' &&
      current !== 'additional'
    ) {
      // A heading below a section's own is a group within it.
      sections[current].push('', `**${title}**`, '');
    } else {
      if (heading) current = 'additional';
      sections[current].push(line);
    }
  }
  return sections;
}

/** Marks the lines of fenced code blocks, fences included: nothing in them is a heading or a bullet. */
export function* withFences(lines: readonly string[]): Generator<{ line: string; code: boolean }> {
  let open: string | null = null;
  for (const line of lines) {
    const mark = FENCE.exec(line)?.[1] ?? null;
    yield { line, code: open !== null || mark !== null };
    if (open === null) open = mark;
    else if (mark?.startsWith(open) && line.trim() === mark) open = null;
  }
}

/** A bullet or titled paragraph, its lines without the bullet's indent. */
export interface RawItem {
  readonly group: string | null;
  readonly lines: string[];
}

/**
 * Bullets of a section, and its prose outside them. A bold line followed by prose and no bullet is an item of its own,
 * as some guides write their steps as titled paragraphs.
 */
export function splitItems(lines: readonly string[]): { items: RawItem[]; prose: string } {
  const items: RawItem[] = [];
  const prose: string[] = [];
  let group: string | null = null;
  let titled: RawItem | null = null;
  let item: RawItem | null = null;
  let indent = 0;
  let previousBlank = true;
  for (const { line, code } of withFences(lines)) {
    const blank = line.trim() === '';
    const bullet = code ? null : BULLET.exec(line);
    const bold = code || bullet ? null : BOLD_LINE.exec(line);
    if (bullet) {
      indent = bullet[0].length;
      item = { group, lines: [line.slice(indent)] };
      items.push(item);
      titled = null;
    } else if (bold) {
      group = (bold[1] ?? '').trim();
      item = null;
      titled = { group: null, lines: [line] };
    } else if (item && (blank || code || /^(\s{2,}|\t)/.test(line) || !previousBlank)) {
      item.lines.push(dedent(line, indent));
    } else if (titled) {
      item = null;
      if (titled.lines.length === 1 && !blank) items.push(titled);
      if (!blank || titled.lines.length > 1) titled.lines.push(line);
    } else {
      item = null;
      prose.push(line);
    }
    previousBlank = blank;
  }
  return { items, prose: markdown(prose) };
}

function dedent(line: string, columns: number): string {
  const leading = /^\s*/.exec(line)?.[0].length ?? 0;
  return line.slice(Math.min(leading, columns));
}

/** Lines as Markdown: no more than one blank line in a row, none at the ends. */
export function markdown(lines: readonly string[]): string {
  return lines
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}
