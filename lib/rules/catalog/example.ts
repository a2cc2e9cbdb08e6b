import type { JsonObject } from '../../ecs';

/** One raw CloudTrail record and what it shows. */
export interface RuleExample {
  readonly name: string;
  readonly record: JsonObject;
}

/** Records that are the whole history of an account, in any order, and the events that must alert, in event order. */
export interface RuleSequence {
  readonly name: string;
  readonly records: readonly JsonObject[];
  readonly alerts: readonly string[];
}

/** What a catalog rule must and must not do; every rule ships with some. Records are fictional. */
export interface RuleExamples {
  /** Records its query matches. */
  readonly matches: readonly RuleExample[];
  /** Records its query does not match. */
  readonly ignores: readonly RuleExample[];
  readonly sequences: readonly RuleSequence[];
}
