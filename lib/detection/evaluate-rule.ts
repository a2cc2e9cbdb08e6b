import type { Context } from '../db/context';
import { withLock } from '../db/with-lock';
import { errorMessage } from '../errors';
import { formatNumber } from '../format';
import type { EvaluableRule } from '../rules/definition';
import { evaluateByType, findUnknown } from './evaluate-by-type';
import type { NotEvaluable } from './not-evaluable';
import type { EvaluationRange } from './range';

export type ExecutionKind = 'scheduled' | 'ingest' | 'manual';

/** What one execution did, and what `trailhound evaluate --json` prints. */
export interface RuleOutcome {
  readonly ruleId: string;
  readonly status: 'succeeded' | 'not_evaluable' | 'failed';
  readonly matched: number;
  readonly opened: number;
  readonly superseded: number;
  readonly capped: number;
  readonly seconds: number;
  /** Events whose format lacks what the rule needs. */
  readonly notEvaluable: number;
  readonly message?: string;
}

type Counts = Pick<RuleOutcome, 'matched' | 'opened' | 'superseded' | 'capped' | 'notEvaluable'>;

const NO_COUNTS: Counts = { matched: 0, opened: 0, superseded: 0, capped: 0, notEvaluable: 0 };

/** What the rule can say nothing about, as a sentence. */
function describeUnknown({ events, lacks }: NotEvaluable): string {
  const could =
    events === 1 ? 'event could match, but its form lacks' : 'events could match, but their form lacks';
  return `Not evaluable: ${formatNumber(events)} ${could} ${lacks.join(', ')}.`;
}

/**
 * Evaluates one rule over a range of event time (all of it, when open) and keeps a row of the execution. Two
 * processes never evaluate the same rule at once: the second waits for the first. Running any range again adds
 * nothing that is there already.
 */
export async function evaluateRule(
  ctx: Context,
  rule: EvaluableRule,
  range: EvaluationRange,
  kind: ExecutionKind,
): Promise<RuleOutcome> {
  const started = performance.now();
  const seconds = () => Math.round(performance.now() - started) / 1000;
  return withLock(ctx.db, 'trailhound.rule', rule.ruleId, async () => {
    const { id } = await ctx.db.prisma.ruleExecution.create({
      data: { ruleId: rule.ruleId, kind, status: 'running', rangeFrom: range.from, rangeTo: range.to },
    });
    const finish = (status: RuleOutcome['status'], counts: Partial<Counts>, message?: string) =>
      ctx.db.prisma.ruleExecution.update({
        where: { id },
        data: { ...counts, status, message: message ?? null, finishedAt: new Date() },
      });
    try {
      const evaluated = await evaluateByType(ctx.db, rule, range);
      const unknown = await findUnknown(ctx.db, rule, range);
      const counts: Counts = { ...evaluated, notEvaluable: unknown.events };
      // "No alert" would be an answer; nobody may read one where there was nothing to judge by.
      const status = unknown.events > 0 && counts.matched === 0 ? 'not_evaluable' : 'succeeded';
      const message = unknown.events > 0 ? describeUnknown(unknown) : undefined;
      await finish(status, counts, message);
      return {
        ruleId: rule.ruleId,
        status,
        ...counts,
        seconds: seconds(),
        ...(message === undefined ? {} : { message }),
      };
    } catch (error) {
      const message = errorMessage(error);
      await finish('failed', {}, message);
      return { ruleId: rule.ruleId, status: 'failed', ...NO_COUNTS, seconds: seconds(), message };
    }
  });
}
