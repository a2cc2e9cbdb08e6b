const PATH_LENGTH_MAX = 1024;
/** C0 and C1 controls, invisible marks and direction overrides: a name must read as what it is. */
const UNPRINTABLE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu;

/**
 * A name from an archive as a label: `..\\..\\etc/x` → `etc/x`. Never used to open anything.
 *
 * Steps up, empty steps and drive letters go; characters that cannot be seen are shown escaped.
 */
export function memberLabel(name: string): string {
  const steps = name
    .replaceAll('\\', '/')
    .replace(/^[A-Za-z]:/, '')
    .split('/')
    .filter((step) => step !== '' && step !== '.' && step !== '..');
  const label = steps
    .join('/')
    .replace(UNPRINTABLE, (char) => `\\u{${(char.codePointAt(0) ?? 0).toString(16)}}`);
  if (label === '') return '(no name)';
  return label.length > PATH_LENGTH_MAX ? `${label.slice(0, PATH_LENGTH_MAX)}…` : label;
}

/** Gives labels inside one archive, a repeated one with a number so that each stands for one member. */
export class MemberLabels {
  private readonly seen = new Map<string, number>();

  constructor(private readonly archive: string) {}

  next(name: string): string {
    const label = `${this.archive}/${memberLabel(name)}`;
    const times = (this.seen.get(label) ?? 0) + 1;
    this.seen.set(label, times);
    return times === 1 ? label : `${label} (${times})`;
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
