import type { Database } from '../db/client';
import { fieldStrings } from '../ecs';
import type { NewTermsRule } from '../rules/definition';
import { parseLookbackMs } from '../time';
import type { Find } from './alert-row';
import type { Evaluated } from './evaluated';
import { findFirsts, type Sighting } from './find-firsts';
import { answerHistory } from './history';
import { historyQuestion } from './history-question';
import { openAlerts, type TellHistory } from './open-alerts';
import type { EvaluationRange } from './range';
import { refreshHistory, restoreSources, supersedeAlerts } from './revise-alerts';

interface FirstFind extends Find {
  readonly sighting: Sighting;
}

function toFind(rule: NewTermsRule, sighting: Sighting): FirstFind {
  return {
    sighting,
    eventId: sighting.event_id,
    eventTime: sighting.event_time,
    termsHash: sighting.terms_hash,
    newTerms: rule.newTerms.fields.map((field, index) => ({ field, value: sighting.terms[index] ?? '' })),
    evidence: null,
  };
}

function tellHistory(db: Database, rule: NewTermsRule): TellHistory<FirstFind> {
  const windowMs = parseLookbackMs(rule.newTerms.historyWindowStart) ?? 0;
  return async (openings) => {
    const questions = openings.map(({ find, event }) =>
      historyQuestion(rule, find.sighting, fieldStrings(event.ecs, 'cloud.account.id')[0] ?? ''),
    );
    const answers = await answerHistory(db.pool, questions, windowMs);
    return questions.map(({ key }) => answers.get(key) ?? null);
  };
}

/** Opens alerts for first sightings, and revises those that later history has changed. */
export async function evaluateNewTerms(
  db: Database,
  rule: NewTermsRule,
  range: EvaluationRange,
): Promise<Evaluated> {
  const { matched, sightings } = await findFirsts(db.pool, rule, range);
  const fresh = sightings.filter((row) => row.is_first && row.alert_id === null);
  const allowed = fresh.filter((row) => row.interval_rank <= rule.maxSignals);
  const finds = allowed.map((sighting) => toFind(rule, sighting));
  const opened = await openAlerts(db, rule, finds, tellHistory(db, rule));
  const superseded = await supersedeAlerts(db.pool, sightings);
  await restoreSources(db.pool, sightings);
  await refreshHistory(db, rule, sightings);
  return { matched, opened, superseded, capped: fresh.length - allowed.length };
}
