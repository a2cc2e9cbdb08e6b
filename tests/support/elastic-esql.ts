import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'smol-toml';

const FOLDER = join(process.cwd(), '..', 'shared', 'corpus', 'elastic-rules');

/** The ES|QL rules of the corpus beside the repository; none when it is not there. */
export function elasticEsqlRules(): ReadonlyArray<{ readonly file: string; readonly query: string }> {
  if (!existsSync(FOLDER)) return [];
  return readdirSync(FOLDER)
    .filter((file) => file.endsWith('.toml'))
    .flatMap((file) => {
      const document: unknown = parse(readFileSync(join(FOLDER, file), 'utf8'));
      const rule = isRecord(document) && isRecord(document.rule) ? document.rule : {};
      return rule.language === 'esql' && typeof rule.query === 'string' ? [{ file, query: rule.query }] : [];
    });
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
