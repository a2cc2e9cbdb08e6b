/** Bytes of one label, and of labels joined: PostgreSQL's indexes hold no more than 2704. */
const LABEL_BYTES_MAX = 1024;
const PATH_BYTES_MAX = 2048;
/** What a label may have more: the number that tells it from another, and the mark of the cut. */
const SLACK_BYTES = 32;
/** C0 and C1 controls, invisible marks and direction overrides: a name must read as what it is. */
const UNPRINTABLE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu;

/**
 * A name from an archive as a label: `..\\..\\etc/x` → `etc/x`. Never used to open anything.
 *
 * Steps up, empty steps and drive letters go; characters that cannot be seen are shown escaped. The label of a label
 * is the same again.
 */
export function memberLabel(name: string): string {
  const steps = name
    .replace(/\\(?!u\{[0-9a-f]+\})/g, '/')
    .replace(/^[A-Za-z]:/, '')
    .split('/')
    .filter((step) => step !== '' && step !== '.' && step !== '..');
  const label = steps
    .join('/')
    .replace(UNPRINTABLE, (char) => `\\u{${(char.codePointAt(0) ?? 0).toString(16)}}`);
  if (label === '') return '(no name)';
  return cut(label, LABEL_BYTES_MAX);
}

function cut(label: string, bytesMax: number): string {
  const bytes = Buffer.from(label);
  if (bytes.length <= bytesMax + SLACK_BYTES) return label;
  // A character that the cut splits becomes a mark of replacement, which goes.
  return `${bytes
    .subarray(0, bytesMax)
    .toString('utf8')
    .replace(/\ufffd+$/, '')}…`;
}

/**
 * Gives labels inside one source, archives in archives included. One that is taken gets a number, so that each stands
 * for one member whatever names an archive makes up; the same archive gives the same labels again.
 */
export class MemberLabels {
  private readonly taken = new Set<string>();
  private readonly copies = new Map<string, number>();

  next(archive: string, name: string): string {
    const label = cut(`${archive}/${memberLabel(name)}`, PATH_BYTES_MAX);
    let unique = label;
    for (let copy = this.copies.get(label) ?? 2; this.taken.has(unique); copy += 1) {
      unique = `${label} (${copy})`;
      this.copies.set(label, copy + 1);
    }
    this.taken.add(unique);
    return unique;
  }
}

/** Files that operating systems leave in archives; they never hold anything. */
export function isJunk(name: string): boolean {
  const steps = name.replaceAll('\\', '/').split('/');
  const last = steps.at(-1) ?? '';
  return (
    steps.includes('__MACOSX') ||
    last === '.DS_Store' ||
    last.startsWith('._') ||
    last === 'Thumbs.db' ||
    last === 'desktop.ini'
  );
}
