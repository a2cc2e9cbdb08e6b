/** A log file that a digest lists, and the member that was compared with it. */
export interface ListedLogFile {
  readonly s3Object: string;
  /** Digest that lists it. */
  readonly digestMemberId: number;
  /** The member of that file name; null when there is none. */
  readonly memberId: number | null;
}

/** One step from a digest to the one before it that does not hold. */
export interface ChainFinding {
  readonly digestMemberId: number;
  readonly s3Object: string;
  readonly previousS3Object: string;
  readonly sentence: string;
}

export interface SignatureFinding {
  readonly digestMemberId: number;
  readonly s3Object: string;
  readonly sentence: string;
}

/** What the digest files of an upload prove about it, offline. No word is stronger than what was checked. */
export interface DigestVerdict {
  /**
   * `none`: no digest files; `contradicted`: something that was checked does not fit; `gaps`: everything that could
   * be checked fits, but files are missing; `consistent`: every listed file is here and unchanged and the chain holds.
   */
  readonly status: 'none' | 'contradicted' | 'gaps' | 'consistent';
  readonly sentence: string;
  readonly digests: number;
  readonly logFiles: {
    readonly listed: number;
    readonly unchanged: number;
    /** Here under the listed name, with other content. Lists hold at most 200 of `…Total`. */
    readonly changed: readonly ListedLogFile[];
    readonly changedTotal: number;
    readonly missing: readonly ListedLogFile[];
    readonly missingTotal: number;
    /** Here by name, but their content could not be read, so that there is nothing to compare. */
    readonly unreadable: number;
    /** Log files of the upload that no digest lists: nothing is proven of them. */
    readonly uncovered: number;
    readonly uncoveredMemberIds: readonly number[];
  };
  readonly chain: {
    /** Steps from a digest to the one before it, where both are here; `intact` of them fit. */
    readonly links: number;
    readonly intact: number;
    /** Rows of digests that such steps join, and the digests in them. */
    readonly chains: number;
    readonly linkedDigests: number;
    readonly broken: readonly ChainFinding[];
    /** Digests that another one builds on and that were not uploaded, though earlier ones of the trail were. */
    readonly missing: readonly ChainFinding[];
  };
  readonly signatures: {
    readonly verified: number;
    /** Does not fit content and key, or the key was not valid then. */
    readonly invalid: readonly SignatureFinding[];
    /** Public keys that were supplied, fitting or not. */
    readonly keysSupplied: number;
    /** The signature is here (in the next digest), the public key is not. */
    readonly withoutKey: number;
    /** Fingerprints of the keys that would be needed. */
    readonly keysNeeded: readonly string[];
    /** The signature is not here: the next digest, which quotes it, was not uploaded. */
    readonly withoutSignature: number;
  };
}
