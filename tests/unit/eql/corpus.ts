import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'smol-toml';

const FOLDER = join(process.cwd(), '..', 'shared', 'corpus', 'elastic-rules');

/** Whether Elastic's rules are here to test with; they are never part of the project. */
export const corpusPresent = existsSync(FOLDER);

/** To name a suite, so that its absence is seen. */
export const corpusNote = corpusPresent ? '' : ' (skipped: no ../shared/corpus/elastic-rules)';

export interface CorpusRule {
  readonly file: string;
  readonly query: string;
  /** The field of the event category, when the rule names one. */
  readonly categoryField: string | undefined;
}

/** The EQL rules of the corpus; none when it is absent. */
export function corpusRules(): readonly CorpusRule[] {
  if (!corpusPresent) return [];
  return readdirSync(FOLDER)
    .filter((file) => file.endsWith('.toml'))
    .flatMap((file) => {
      const document: unknown = parse(readFileSync(join(FOLDER, file), 'utf8'));
      const rule = isRecord(document) && isRecord(document.rule) ? document.rule : {};
      if (rule.language !== 'eql' || typeof rule.query !== 'string') return [];
      const category = rule.event_category_override;
      return [
        { file, query: rule.query, categoryField: typeof category === 'string' ? category : undefined },
      ];
    });
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
