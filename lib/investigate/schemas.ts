import { z } from 'zod';
import type { AttackMapping } from '../rules/schemas';

/** What the timeline puts side by side: events that share one value with the alert's event. */
export const LaneKey = z.enum(['principal', 'access_key', 'source_address', 'instance']);
export type LaneKey = z.infer<typeof LaneKey>;

/** How an event is drawn: shape and colour both tell. */
export const EventKind = z.enum(['read', 'write', 'error']);
export type EventKind = z.infer<typeof EventKind>;

/** Several events of one kind in one lane and one time bucket. */
export interface TimelineBucket {
  /** Start of the bucket, ISO-8601 UTC. */
  readonly time: string;
  readonly kind: EventKind;
  readonly events: number;
  /** The most frequent actions in the bucket, at most 3. */
  readonly actions: readonly string[];
}

export interface TimelineLane {
  readonly key: LaneKey;
  /** `Same principal`, `Same access key` … */
  readonly label: string;
  /** The shared value; null when the alert's event has none, and the lane says so. */
  readonly value: string | null;
  readonly total: number;
  readonly buckets: readonly TimelineBucket[];
}

export interface Timeline {
  readonly from: string;
  readonly to: string;
  readonly bucketSeconds: number;
  readonly alertTime: string;
  readonly lanes: readonly TimelineLane[];
}

export const GetTimelineInput = z.object({
  alertId: z.uuid(),
  from: z.iso.datetime({ offset: true }),
  to: z.iso.datetime({ offset: true }),
});
export type GetTimelineInput = z.infer<typeof GetTimelineInput>;

export const ListLaneEventsInput = GetTimelineInput.extend({
  lane: LaneKey,
  kind: EventKind.optional(),
  cursor: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(500).default(100),
});
export type ListLaneEventsInput = z.input<typeof ListLaneEventsInput>;

/** Who acted, as the record and the data tell. Null: the record does not say. Times ISO-8601 UTC. */
export interface IdentityCard {
  readonly type: string | null;
  readonly arn: string | null;
  readonly userName: string | null;
  readonly sessionName: string | null;
  readonly sessionIssuerArn: string | null;
  readonly sessionCreatedAt: string | null;
  readonly accountId: string | null;
  readonly mfa: 'yes' | 'no' | null;
  readonly invokedBy: string | null;
  readonly accessKeyId: string | null;
  /** AKIA… long-term, ASIA… temporary. */
  readonly accessKeyKind: 'long-term' | 'temporary' | null;
  readonly principal: Sighting;
  readonly accessKey: Sighting | null;
}

/** How a value shows in all events up to and after the alert. */
export interface Sighting {
  readonly firstSeen: string | null;
  readonly lastSeen: string | null;
  readonly events: number;
  /** Of these, before the alert's event. */
  readonly eventsBefore: number;
}

export interface SourceCard {
  readonly address: string | null;
  readonly kind: 'public' | 'private' | 'reserved' | 'aws-service' | 'aws-internal' | 'other' | null;
  readonly countryIsoCode: string | null;
  readonly countryName: string | null;
  readonly regionName: string | null;
  readonly cityName: string | null;
  readonly location: { readonly lat: number; readonly lon: number } | null;
  readonly asNumber: number | null;
  readonly asOrganization: string | null;
  readonly seen: Sighting | null;
  /** Other principals that used the address, most events first, at most 10. */
  readonly otherPrincipals: ReadonlyArray<{ readonly arn: string; readonly events: number }>;
  /** Countries (or address kinds, where there is no country) this principal came from, most events first. */
  readonly principalCountries: ReadonlyArray<{
    readonly name: string;
    readonly events: number;
    readonly same: boolean;
  }>;
}

export interface AgentCard {
  readonly original: string | null;
  readonly name: string;
  readonly kind: string;
  /** What an analyst should take notice of, such as an offensive tool; null when nothing. */
  readonly note: string | null;
  readonly details: ReadonlyArray<{ readonly label: string; readonly value: string }>;
  /** This agent among all calls of the principal. */
  readonly principalEvents: number;
  readonly sameAgentEvents: number;
  /** Other agents of the principal by name, most events first, at most 8. */
  readonly others: ReadonlyArray<{ readonly name: string; readonly events: number; readonly same: boolean }>;
}

/** One value a guide step shows: the field as the guide names it, and the alert's values (none: absent is said). */
export interface StepValue {
  readonly field: string;
  readonly values: readonly string[];
}

/** What the data says to a step. */
export interface Finding {
  readonly text: string;
  readonly stance: 'raises' | 'lowers' | 'neutral' | 'cannot_tell';
  /** KQL (and range) that lists the events behind the sentence; null when there are none to list. */
  readonly events: {
    readonly query: string;
    readonly from: string;
    readonly to: string;
    readonly count: number;
  } | null;
}

/** A copy-ready command with the alert's values filled in; never executed by the product. */
export interface GuideCommandText {
  /** What it does, null when the guide does not say. */
  readonly label: string | null;
  readonly language: string;
  readonly text: string;
  /** Placeholders left open: only a person knows them, or the value was not safe to paste. */
  readonly missing: readonly string[];
}

export interface WorksheetStep {
  readonly id: string;
  readonly title: string;
  readonly body: string;
  readonly values: readonly StepValue[];
  readonly commands: readonly GuideCommandText[];
  readonly state: 'todo' | 'done' | 'not_applicable';
  readonly note: string | null;
  readonly updatedBy: string | null;
  readonly updatedAt: string | null;
  readonly finding: Finding | null;
}

export interface ResponseStep {
  readonly id: string;
  readonly phase: string;
  readonly title: string;
  readonly body: string;
  readonly commands: readonly GuideCommandText[];
}

/** Everything the alert page shows beside the alert itself. */
export interface Worksheet {
  readonly rule: {
    readonly id: string;
    readonly name: string;
    readonly description: string;
    readonly query: string;
    readonly historyWindow: string;
    readonly references: readonly string[];
    readonly tags: readonly string[];
    readonly threat: readonly AttackMapping[];
  };
  /** One sentence: who did what to what, from where, with which tool, when. */
  readonly reasonSentence: string;
  /** One or two sentences: why the rule alerts (what is new, and on how much history; how many; in which order). */
  readonly whySentence: string;
  readonly steps: readonly WorksheetStep[];
  readonly falsePositives: ReadonlyArray<{
    readonly id: string;
    readonly title: string;
    readonly body: string;
  }>;
  readonly response: readonly ResponseStep[];
  readonly identity: IdentityCard;
  readonly source: SourceCard;
  readonly agent: AgentCard;
}
