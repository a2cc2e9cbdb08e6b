import type { BundleRow } from './schemas';

/** What deleting a bundle takes away and what stays, told before it is done. */
export interface DeletionPreview {
  readonly bundle: BundleRow;
  /** Why it cannot be deleted now; null when it can. */
  readonly refusal: string | null;
  readonly events: {
    /** Events that go: no other bundle holds their record. */
    readonly removed: number;
    /** Events that came by this bundle and stay, because another bundle holds the same record. */
    readonly kept: number;
    /** Of the removed, those whose place is taken by a conflicting record of another bundle. */
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
  readonly events: { readonly removed: number; readonly kept: number; readonly replaced: number };
  readonly members: { readonly removed: number; readonly handedOver: number };
  readonly alerts: { readonly sourceRemoved: number; readonly superseded: number };
}
