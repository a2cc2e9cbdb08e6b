import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type EvaluableRule, parseRuleToml, type RuleDefinition } from './definition';

/** A rule that ships with the product. */
export interface CatalogRule {
  /** File name without `.toml`; stable, used in addresses. */
  readonly slug: string;
  /** Path from the repository root, for messages. */
  readonly file: string;
  /** The file's text, so that a stored copy can be compared and exported unchanged. */
  readonly toml: string;
  readonly definition: RuleDefinition;
}

const CATALOG = 'lib/rules/catalog';

/**
 * Reads the catalog, in file-name order. Throws when a file is wrong: a shipped rule that does not load is a bug.
 *
 * Files are found from `root`, the working directory unless told otherwise. `import.meta.url` would not do: in a
 * built server it names the bundle or the build machine's path. Web, worker and command line all run with the
 * repository as working directory; `next.config` has to trace `lib/rules/catalog/*.toml` if output is standalone.
 */
export async function loadCatalog(root: string = process.cwd()): Promise<CatalogRule[]> {
  const names = (await readdir(join(root, CATALOG))).filter((name) => name.endsWith('.toml')).sort();
  return Promise.all(
    names.map(async (name) => {
      const file = `${CATALOG}/${name}`;
      const toml = await readFile(join(root, file), 'utf8');
      return { slug: name.slice(0, -'.toml'.length), file, toml, definition: parseRuleToml(toml, file) };
    }),
  );
}

/** The rules of a catalog that can run. */
export function evaluableRules(rules: readonly CatalogRule[]): EvaluableRule[] {
  return rules.flatMap(({ definition }) => (definition.evaluable ? [definition] : []));
}
