/**
 * Investigation guides: the Markdown `note` of a rule, read into the steps an alert page shows.
 *
 * The note is the only place where a guide's text lives. Guides follow the headings Elastic uses ("Possible
 * investigation steps", "False positive analysis", "Response and remediation"); each top-level bullet below one is an
 * item. Optional, invisible to any Markdown renderer or at home in it:
 *
 *     - [id]: # (target-instance)            a stable id; without it the title is slugged
 *       **Title?** One to four sentences.
 *
 *       Fields: `source.ip`, `user.name`.    fields shown with the step and left out of its text
 *
 *       What the command does:               becomes the label of the code block after it
 *
 *       ```bash
 *       aws … {{instance_id}}                filled by `fillTemplate`
 *       ```
 *
 * A bold line or a deeper heading between bullets names the group (in the response: the phase) of those after it.
 */
import { resolveField } from '../ecs';
import { FENCE, markdown, type RawItem, splitItems, splitSections, withFences } from './guide-markdown';

export {
  type FilledTemplate,
  fillCommands,
  fillTemplate,
  PLACEHOLDERS,
  type Placeholder,
  type PlaceholderValues,
  placeholderValues,
} from './guide-template';

/** A copy-ready block of a guide, with placeholders. */
export interface GuideCommand {
  /** What it does, without the colon; null when the guide does not say. */
  readonly label: string | null;
  /** The code fence's language, `''` when there is none. */
  readonly language: string;
  readonly template: string;
}

export interface GuideItem {
  /** Stable as long as the guide names it, or keeps the title. Unique within its section. */
  readonly id: string;
  /** Plain text. */
  readonly title: string;
  /** Markdown, without the code blocks; may be empty. */
  readonly body: string;
  /** The bold line or heading it stands under. */
  readonly group: string | null;
  readonly commands: readonly GuideCommand[];
}

export interface GuideStep extends GuideItem {
  /** Registered fields, or sub-keys of flattened ones, in the order the step names them. */
  readonly fields: readonly string[];
}

export type ResponsePhase = 'contain' | 'eradicate' | 'recover' | 'prevent';

export interface GuideResponse extends GuideItem {
  /** Null when the guide does not group its response steps in a way we know. */
  readonly phase: ResponsePhase | null;
}

export interface Guide {
  /** Markdown before the first section: what the alert means. */
  readonly intro: string;
  readonly steps: readonly GuideStep[];
  readonly falsePositives: readonly GuideItem[];
  /** Markdown of the response section that belongs to no item. */
  readonly responseIntro: string;
  readonly response: readonly GuideResponse[];
  /** Everything under other headings, headings included. */
  readonly additional: string;
}

const TITLE_LENGTH_MAX = 160;
const ID_LENGTH_MAX = 60;
const EXPLICIT_ID = /^\[id\]:\s*#\s*\(([a-z0-9][a-z0-9-]*)\)\s*$/;

/**
 * Reads a guide. `falsePositives` is the rule's own list, used when the note has no such section.
 *
 * Never throws: a note without the usual headings gives the bullets it has as steps, or none.
 */
export function parseGuide(note: string, falsePositives: readonly string[] = []): Guide {
  const sections = splitSections(note);
  const intro = splitItems(sections.intro);
  const steps = splitItems(sections.steps);
  const response = splitItems(sections.response);
  const notedFalsePositives = splitItems(sections.falsePositives).items;
  const listed = falsePositives
    .filter((text) => text.trim() !== '')
    .map((text) => ({ group: null, lines: text.split('\n') }));
  const noSteps = steps.items.length === 0;
  return {
    intro: [noSteps ? intro.prose : markdown(sections.intro), noSteps ? '' : steps.prose]
      .filter(Boolean)
      .join('\n\n'),
    steps: readItems(noSteps ? intro.items : steps.items),
    falsePositives: readItems(notedFalsePositives.length > 0 ? notedFalsePositives : listed).map(
      ({ fields: _, ...item }) => item,
    ),
    responseIntro: response.prose,
    response: readItems(response.items).map(({ fields: _, ...item }) => ({
      ...item,
      phase: phaseOf(item.group),
    })),
    additional: markdown(sections.additional),
  };
}

/** Takes the indent common to all lines away, so that nested bullets stay one list. */
function outdent(text: string): string {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const indents = lines.map((line) => line.length - line.trimStart().length);
  const columns = Math.min(...indents);
  return markdown(text.split('\n').map((line) => (line.trim() === '' ? '' : line.slice(columns))));
}

function readItems(items: readonly RawItem[]): GuideStep[] {
  const taken = new Set<string>();
  return items.map(({ group, lines }) => {
    const { id: explicitId, commands, fields, text } = readBlocks(lines);
    const { title, body } = splitTitle(text);
    const base = explicitId ?? (slug(title) || 'step');
    let id = base;
    for (let n = 2; taken.has(id); n++) id = `${base}-${n}`;
    taken.add(id);
    return { id, title, body, group, fields, commands };
  });
}

/** Takes an item's parts: its id, code blocks with their labels, field names, and the text that remains. */
function readBlocks(lines: readonly string[]) {
  const id = EXPLICIT_ID.exec(lines[0] ?? '')?.[1] ?? null;
  const text: string[] = [];
  const prose: string[] = [];
  const commands: GuideCommand[] = [];
  let block: { language: string; lines: string[] } | null = null;
  for (const { line, code } of withFences(id === null ? lines : lines.slice(1))) {
    if (!code) {
      prose.push(line);
      if (!/^Fields?:/.test(line)) text.push(line);
    } else if (!block) {
      block = { language: FENCE.exec(line)?.[2] ?? '', lines: [] };
    } else if (FENCE.test(line)) {
      commands.push(toCommand(block, text));
      block = null;
    } else {
      block.lines.push(line);
    }
  }
  if (block) commands.push(toCommand(block, text));
  const names = [...prose.join('\n').matchAll(/`([^`\n]+)`/g)].map((match) => match[1] ?? '');
  const fields = [...new Set(names)].filter((name) => resolveField(name) !== null);
  return { id, commands, fields, text: markdown(text) };
}

function toCommand(
  block: { readonly language: string; readonly lines: readonly string[] },
  text: string[],
): GuideCommand {
  return { label: takeLabel(text), language: block.language, template: block.lines.join('\n').trim() };
}

/** Removes and returns the one-line paragraph at the end of `text` when it introduces what follows. */
function takeLabel(text: string[]): string | null {
  while (text.at(-1)?.trim() === '') text.pop();
  const last = text.at(-1)?.trim() ?? '';
  if (!last.endsWith(':') || text.at(-2)?.trim() !== '') return null;
  text.pop();
  return last.slice(0, -1);
}

function splitTitle(text: string): { title: string; body: string } {
  const bold = /^\*\*([\s\S]+?)\*\*(?:\s*[:–—-])?\s*/.exec(text);
  if (bold) return { title: plainText((bold[1] ?? '').replace(/:$/, '')), body: text.slice(bold[0].length) };
  const paragraph = text.split(/\n\s*(?:\n|[-*+] )/, 1)[0] ?? '';
  const sentence = /^[\s\S]*?[.?!](?=\s)/.exec(paragraph)?.[0] ?? paragraph;
  const title = plainText(sentence);
  if (title.length > TITLE_LENGTH_MAX) {
    return { title: `${title.slice(0, title.lastIndexOf(' ', TITLE_LENGTH_MAX))} …`, body: text };
  }
  return { title: title.replace(/[.:]$/, ''), body: outdent(text.slice(sentence.length)) };
}

/** Inline Markdown without its marks: link texts, code and emphasis as words. */
function plainText(inline: string): string {
  return inline
    .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/[`*]/g, '')
    .replace(/\s+/g, ' ')
    .trim();
}

function slug(title: string): string {
  const words = title.toLowerCase().replace(/[^a-z0-9]+/g, '-');
  return words.slice(0, ID_LENGTH_MAX).replace(/^-+|-+$/g, '');
}

function phaseOf(group: string | null): ResponsePhase | null {
  const name = group ?? '';
  if (/contain|isolat|immediate/i.test(name)) return 'contain';
  if (/eradicat|remediat/i.test(name)) return 'eradicate';
  if (/recover|restor/i.test(name)) return 'recover';
  if (/prevent|harden|long-term|monitor/i.test(name)) return 'prevent';
  return null;
}
