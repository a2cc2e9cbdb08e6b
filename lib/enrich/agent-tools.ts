/** A program that an analyst should notice in a user agent, and why. */
export interface NotableTool {
  readonly name: string;
  readonly pattern: RegExp;
  readonly note: string;
  /** True for clients that have as many honest uses: only the note changes. */
  readonly generic?: boolean;
}

/** Patterns look at a string of bounded length and have no nested repetition. */
export const NOTABLE_TOOLS: readonly NotableTool[] = [
  { name: 'Pacu', pattern: /\bpacu\b/i, note: 'AWS exploitation framework.' },
  {
    name: 'Stratus Red Team',
    pattern: /\bstratus-red-team/i,
    note: 'Attack simulation. Expected only during an agreed exercise.',
  },
  {
    name: 'Grimoire',
    pattern: /\bgrimoire_[0-9a-f]/i,
    note: 'Attack data set generator. Expected only during an agreed exercise.',
  },
  {
    name: 'ScoutSuite',
    pattern: /\bscout ?suite\b/i,
    note: 'Security audit tool, also used to map an account.',
  },
  { name: 'Prowler', pattern: /\bprowler\b/i, note: 'Security audit tool, also used to map an account.' },
  { name: 'CloudFox', pattern: /\bcloudfox\b/i, note: 'Finds attack paths in an account.' },
  { name: 'CloudMapper', pattern: /\bcloudmapper\b/i, note: 'Maps an account.' },
  {
    name: 'TruffleHog',
    pattern: /\btrufflehog\b/i,
    note: 'Secret scanner: this key was found somewhere and tested for validity.',
  },
  {
    name: 'S3 Browser',
    pattern: /\bs3 browser\b/i,
    note: 'Windows client for S3, seen in many data thefts.',
  },
  { name: 'Kali Linux', pattern: /\bkali/i, note: 'Runs on Kali Linux, a penetration testing distribution.' },
  { name: 'Parrot OS', pattern: /\bparrot/i, note: 'Runs on Parrot OS, a penetration testing distribution.' },
  { name: 'Pentoo', pattern: /\bpentoo\b/i, note: 'Runs on Pentoo, a penetration testing distribution.' },
  {
    name: 'Python Requests',
    pattern: /\bpython-requests\//i,
    note: 'Plain HTTP client: a script that signs its own requests.',
    generic: true,
  },
  {
    name: 'curl',
    pattern: /\bcurl\//i,
    note: 'Plain HTTP client: a script that signs its own requests.',
    generic: true,
  },
];

export function findNotableTool(text: string): NotableTool | undefined {
  return NOTABLE_TOOLS.find(({ pattern }) => pattern.test(text));
}
