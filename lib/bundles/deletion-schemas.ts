import type { BundleRow } from './schemas';

/** What deleting a bundle takes away and what stays, told before it is done. */
export interface DeletionPreview {
  readonly bundle: BundleRow;
  /** Why it cannot be deleted now; null when it can. */
  readonly refusal: string | null;
  readonly events: {
    /** Events that go: no other bundle holds a record of their id and time. */
    readonly removed: number;
    /** Events that came by this bundle and stay, because another bundle holds the same record. */
    readonly kept: number;
    /** Events in whose place a record of another bundle comes that has their id and time and another body. */
    readonly replaced: number;
  };
  /** Conflicting records of this bundle that go. */
  readonly conflicts: number;
  readonly members: {
    readonly removed: number;
    /** Members whose evidence another bundle's file of the same bytes takes over. */
    readonly handedOver: number;
  };
  /** Bytes of evidence in the database, compressed. */
  readonly bytes: { readonly removed: number; readonly handedOver: number };
  readonly alerts: {
    /** Alerts whose source event goes. They stay, with their own copy of it, and are marked. */
    readonly sourceRemoved: number;
    /** Alerts superseded by an event that goes: evaluated again, they may stand again. */
    readonly superseded: number;
    /** Of both, those that an analyst decided about; the decisions stay. */
    readonly decided: number;
    /** Of both, at most 20. */
    readonly examples: ReadonlyArray<{
      readonly id: string;
      readonly ruleName: string;
      readonly status: string;
      readonly eventTime: string;
      readonly effect: 'source_removed' | 'superseded';
    }>;
  };
}

/** What deleting a bundle did: the audit row holds the same numbers. */
export interface DeletionResult {
  readonly bundleId: number;
  readonly name: string;
  readonly events: DeletionPreview['events'];
  readonly conflicts: number;
  readonly members: DeletionPreview['members'];
  readonly alerts: { readonly sourceRemoved: number; readonly superseded: number };
}
