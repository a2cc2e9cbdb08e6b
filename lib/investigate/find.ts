import { log } from '../log';
import type { Facts, Probe } from './facts';
import { earlierDecisions, iamChanges, lateralMoves } from './probes/consequences';
import { accessKey, habit, refusals } from './probes/identity';
import { launch, readers, request } from './probes/instance';
import { network, tool } from './probes/origin';
import type { Finding } from './schemas';

/** Which probe answers which step, by the step's id in the guide. */
const PROBES: Readonly<Record<string, Probe>> = {
  'target-instance': launch,
  'user-data': readers,
  identity: habit,
  'access-pattern': refusals,
  'access-key': accessKey,
  request,
  source: network,
  'user-agent': tool,
  'iam-changes': iamChanges,
  'other-activity': lateralMoves,
  intent: earlierDecisions,
};

/** What the data says to a step, or null when no probe knows it. A probe that fails never takes the page with it. */
export async function findAnswer(stepId: string, facts: Facts): Promise<Finding | null> {
  const probe = PROBES[stepId];
  if (!probe) return null;
  try {
    return await probe(facts);
  } catch (error) {
    log('error', `the probe of step ${stepId} failed`, { error: String(error) });
    return {
      stance: 'cannot_tell',
      text: 'The data could not be asked. The server log has the reason.',
      events: null,
    };
  }
}
