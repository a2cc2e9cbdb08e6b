import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

export interface Import {
  /** File and line, `lib/alerts/get.ts:3`. */
  readonly at: string;
  readonly from: string;
  /** What is imported: a path below the root without extension, or the name of a package. */
  readonly to: string;
  readonly isTypeOnly: boolean;
}

const EXTENSIONS = ['.ts', '.tsx', '.mts', '.mjs'];

/** Source files below the given folders, generated code left out. */
export function sourceFiles(...folders: string[]): string[] {
  return folders.flatMap((folder) =>
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && EXTENSIONS.includes(path.extname(entry.name)))
      .map((entry) => path.join(entry.parentPath, entry.name))
      .filter((file) => !file.startsWith('lib/db/generated/'))
      .sort(),
  );
}

/** Static and type-only imports, re-exports, bare and dynamic imports. Statements may span lines. */
const STATEMENT =
  /^[ \t]*(?:import|export)\s+(?<type>type\s)?(?<names>[^;'"]*?\bfrom\s*)?'(?<static>[^']+)'|\bimport\(\s*'(?<dynamic>[^']+)'\s*\)/gm;

/** Every import a file makes. `import('x')` inside a type counts as what it is: a type. */
export function importsOf(file: string, text: string = readFileSync(file, 'utf8')): Import[] {
  return [...text.matchAll(STATEMENT)].map((match) => {
    const groups = match.groups ?? {};
    const line = text.slice(0, match.index).split('\n').length;
    return {
      at: `${file}:${line}`,
      from: file,
      to: resolveImport(file, groups.static ?? groups.dynamic ?? ''),
      isTypeOnly: groups.type !== undefined || namesOnlyTypes(groups.names),
    };
  });
}

/** `{ type A, type B } from`: nothing is left of it at run time. */
function namesOnlyTypes(names: string | undefined): boolean {
  const inside = /^\{(.*)\}\s*from\s*$/s.exec(names?.trim() ?? '')?.[1];
  if (inside === undefined) return false;
  const parts = inside
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
  return parts.length > 0 && parts.every((part) => part.startsWith('type '));
}

function resolveImport(file: string, specifier: string): string {
  if (specifier.startsWith('@/')) return withoutExtension(specifier.slice(2));
  if (specifier.startsWith('.'))
    return withoutExtension(path.normalize(path.join(path.dirname(file), specifier)));
  return specifier;
}

function withoutExtension(target: string): string {
  return target.replace(/\.(?:ts|tsx|mts|mjs)$/, '').replace(/\/index$/, '');
}
