import { spanOf } from '../kql/ast';
import {
  type EqlQuery,
  type EventFilter,
  type EventQuery,
  type FieldRef,
  joinKeys,
  type SequenceQuery,
  type SequenceStage,
} from './ast';
import { ConditionParser } from './parse-condition';
import { TokenReader } from './token-reader';

const UNIT_MS: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };
/** Each run is a step of its own for the matching; Elasticsearch has the same limit. */
const RUNS_MAX = 100;

/**
 * Parses a whole EQL query.
 *
 * What is valid EQL but not supported (samples, missing events, pipes, arithmetic, functions inside functions) is
 * refused with a sentence that names it, so that no query is half understood.
 *
 * @throws QuerySyntaxError, and nothing else
 */
export function parseEqlQuery(text: string): EqlQuery {
  return new QueryParser(text).query();
}

class QueryParser {
  private readonly reader: TokenReader;
  private readonly conditions: ConditionParser;

  constructor(text: string) {
    this.reader = new TokenReader(text);
    this.conditions = new ConditionParser(this.reader);
  }

  query(): EqlQuery {
    const { reader } = this;
    const query = this.startsBlock('sequence') ? this.sequence() : this.event();
    if (reader.isSign('|')) {
      throw reader.error(
        reader.next,
        (place) => `The pipe ${place} is not supported: a rule reads every match, so leave it out.`,
      );
    }
    if (reader.next.kind !== 'end') throw reader.unexpected('the end of the query, or "and" or "or",');
    return query;
  }

  /** Whether a keyword starts the query and is not the category of `sequence where …`. */
  private startsBlock(word: string): boolean {
    return this.reader.isWord(word) && !this.reader.isWord('where', 1);
  }

  private event(): EventQuery {
    const { reader } = this;
    for (const word of ['sample', 'join']) {
      if (this.startsBlock(word)) {
        throw reader.error(reader.next, (place) => `"${word}" ${place} is not supported: write a sequence.`);
      }
    }
    return { kind: 'event', ...this.filter() };
  }

  private filter(): EventFilter {
    const { reader } = this;
    const token = reader.next;
    if ((token.kind !== 'string' && !reader.isFreeName()) || !reader.isWord('where', 1)) {
      throw reader.unexpected('an event category and "where" (any where …)');
    }
    reader.take();
    reader.take();
    const condition = this.conditions.condition();
    const category = token.kind === 'name' && token.bare && token.text === 'any' ? null : token.text;
    return { category, condition, span: spanOf(token.start, reader.end) };
  }

  private sequence(): SequenceQuery {
    const { reader } = this;
    const { start } = reader.take();
    let by: readonly FieldRef[] = [];
    let maxspanMs: number | null = null;
    // `by` and `with maxspan` may come in either order.
    for (let more = true; more; ) {
      if (by.length === 0 && reader.isWord('by')) by = this.keys();
      else if (maxspanMs === null && reader.isWord('with')) maxspanMs = this.maxspan();
      else more = false;
    }
    const stages: SequenceStage[] = [];
    while (reader.isSign('[') || reader.isSign('!')) stages.push(this.stage());
    if (stages.reduce((sum, { runs }) => sum + runs, 0) < 2) {
      if (stages.length === 0 || reader.next.kind !== 'end') throw reader.unexpected('[ an event filter ]');
      throw reader.error(
        { start, end: reader.end },
        (place) => `The sequence ${place} needs two steps at least: add another [ … ].`,
      );
    }
    const until = reader.takeWord('until') ? this.stage() : null;
    const query: SequenceQuery = {
      kind: 'sequence',
      by,
      maxspanMs,
      stages,
      until,
      span: spanOf(start, reader.end),
    };
    this.requireEqualKeys(query);
    return query;
  }

  private stage(): SequenceStage {
    const { reader } = this;
    const open = reader.next;
    if (reader.isSign('!')) {
      throw reader.error(
        open,
        (place) =>
          `A missing event, ![ … ] ${place}, is not supported: write "until [ … ]" where that will do.`,
      );
    }
    if (!reader.takeSign('[')) throw reader.unexpected('[ an event filter ]');
    const filter = this.filter();
    reader.close(open, ']');
    const by = reader.isWord('by') ? this.keys() : [];
    const runs = reader.isWord('with') ? this.runs() : 1;
    return { ...filter, by, runs, span: spanOf(open.start, reader.end) };
  }

  private keys(): readonly FieldRef[] {
    const { reader } = this;
    reader.take();
    const keys: FieldRef[] = [];
    do {
      if (reader.isSign('?')) {
        throw reader.error(
          reader.next,
          (place) => `An optional join key ${place} is not supported: name a field without the ?.`,
        );
      }
      if (!reader.isFreeName()) throw reader.unexpected('the name of a field to join by');
      if (reader.isSign('(', 1)) {
        throw reader.error(
          reader.next,
          (place) => `A function as join key ${place} is not supported: name a field.`,
        );
      }
      const { text, start, end } = reader.take();
      keys.push({ name: text, optional: false, span: spanOf(start, end) });
    } while (reader.takeSign(','));
    return keys;
  }

  private maxspan(): number {
    const { reader } = this;
    reader.take();
    if (!reader.takeWord('maxspan')) throw reader.unexpected('maxspan=<time>, such as maxspan=15m,');
    if (!reader.takeSign('=')) throw reader.unexpected('=');
    const number = reader.next;
    const unit = reader.peek(1);
    const unitMs = unit.start === number.end ? UNIT_MS[unit.text] : undefined;
    const spanMs = number.kind === 'number' ? Number(number.text) * (unitMs ?? Number.NaN) : Number.NaN;
    if (!Number.isSafeInteger(spanMs) || spanMs <= 0)
      throw reader.unexpected('a time such as 30s, 15m or 1h');
    reader.take();
    reader.take();
    return spanMs;
  }

  private runs(): number {
    const { reader } = this;
    reader.take();
    if (!reader.takeWord('runs')) throw reader.unexpected('runs=<number>');
    if (!reader.takeSign('=')) throw reader.unexpected('=');
    const runs = reader.next.kind === 'number' ? Number(reader.next.text) : Number.NaN;
    if (!Number.isInteger(runs) || runs < 1 || runs > RUNS_MAX) {
      throw reader.unexpected(`a whole number from 1 to ${RUNS_MAX}`);
    }
    reader.take();
    return runs;
  }

  /** Steps are joined key by key, so each needs as many as the others. */
  private requireEqualKeys(query: SequenceQuery): void {
    const [first, ...others] = query.until ? [...query.stages, query.until] : query.stages;
    const wanted = first ? joinKeys(query, first).length : 0;
    for (const stage of others) {
      const found = joinKeys(query, stage).length;
      if (found !== wanted) {
        throw this.reader.error(
          stage.span,
          (place) =>
            `The step ${place} has ${found} join keys and the first step has ${wanted}: give them equally many.`,
        );
      }
    }
  }
}
