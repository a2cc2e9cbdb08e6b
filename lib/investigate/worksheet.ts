import { getAlert } from '../alerts/get';
import type { StepState } from '../alerts/schemas';
import { assertCan } from '../auth/permissions';
import type { Context } from '../db/context';
import { type EcsEvent, flatten } from '../ecs';
import { flattenThreat } from '../rules/get';
import { fillCommands, type Guide, parseGuide, placeholderValues } from '../rules/guide';
import { loadRule } from '../rules/load-enabled';
import { getAgent } from './agent';
import type { Facts } from './facts';
import { findAnswer } from './find';
import { getIdentity } from './identity';
import type { ResponseStep, Worksheet, WorksheetStep } from './schemas';
import { reasonSentence, whySentence } from './sentences';
import { getSource } from './source';
import { stepValue } from './step-values';

async function loadSteps(ctx: Context, guide: Guide, facts: Facts): Promise<WorksheetStep[]> {
  const saved = await ctx.db.prisma.alertStep.findMany({ where: { alertId: facts.alert.id } });
  const byId = new Map(saved.map((step) => [step.stepId, step]));
  const commandValues = placeholderValues(facts.ecs);
  return Promise.all(
    guide.steps.map(async (step) => {
      const answer = byId.get(step.id);
      return {
        id: step.id,
        title: step.title,
        body: step.body,
        values: step.fields.map((field) => stepValue(facts.ecs, field)),
        commands: fillCommands(step.commands, commandValues),
        state: (answer?.state ?? 'todo') as StepState,
        note: answer?.note ?? null,
        updatedBy: answer?.updatedBy ?? null,
        updatedAt: answer?.updatedAt.toISOString() ?? null,
        finding: await findAnswer(step.id, facts),
      };
    }),
  );
}

function toResponse(guide: Guide, ecs: EcsEvent): ResponseStep[] {
  const values = placeholderValues(ecs);
  return guide.response.map((step) => ({
    id: step.id,
    phase: step.phase ?? step.group ?? 'respond',
    title: step.title,
    body: step.body,
    commands: fillCommands(step.commands, values),
  }));
}

/** Everything the alert page shows beside the alert: the guide filled in, who, where, with what. */
export async function getWorksheet({
  ctx,
  input,
}: {
  ctx: Context;
  input: { readonly alertId: string };
}): Promise<Worksheet> {
  assertCan(ctx.actor, 'read');
  const alert = await getAlert({ ctx, input: { id: input.alertId } });
  const ecs = flatten(alert.ecs);
  const eventTime = new Date(alert.eventTime);
  const rule = await loadRule(ctx.db, alert.ruleId);
  const guide = parseGuide(rule.note, rule.falsePositives);
  const [identity, source, agent] = await Promise.all([
    getIdentity(ctx.db, ecs, eventTime),
    getSource(ctx.db, ecs, eventTime),
    getAgent(ctx.db, ecs),
  ]);
  const steps = await loadSteps(ctx, guide, {
    db: ctx.db,
    alert,
    ecs,
    at: eventTime,
    identity,
    source,
    agent,
  });
  return {
    rule: {
      id: rule.ruleId,
      name: rule.name,
      description: rule.description,
      query: rule.query ?? '',
      historyWindow: rule.evaluable && rule.type === 'new_terms' ? rule.newTerms.historyWindowStart : '',
      references: rule.references,
      tags: rule.tags,
      threat: rule.threat.map(flattenThreat),
    },
    reasonSentence: reasonSentence(alert),
    whySentence: whySentence(alert),
    steps,
    falsePositives: guide.falsePositives.map(({ id, title, body }) => ({ id, title, body })),
    response: toResponse(guide, ecs),
    identity,
    source,
    agent,
  };
}
