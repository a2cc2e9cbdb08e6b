import { AGENT_LENGTH_MAX } from './user-agent-fields';

const VALUE_LENGTH_MAX = 120;

/** A user agent cut into its `name/version` products. Names are compared in lower case. */
export interface AgentTokens {
  /** The string without its brackets, cut to a length that any pattern may look at. */
  readonly text: string;
  version(product: string): string | undefined;
  /** `md/<key>#<value>`, as SDKs write metadata since 2023. */
  metadata(key: string): string | undefined;
  /** The first product, for agents nobody knows. */
  readonly first: string;
}

/**
 * Reads the products of an agent. Both spellings of a pair are understood: `lang/python#3.12.6` is the version of
 * `lang/python`, as `Python/3.12.6` is the version of `python`. The first of two equal names counts.
 */
export function tokenizeAgent(userAgent: string): AgentTokens {
  const cut = userAgent.slice(0, AGENT_LENGTH_MAX).trim();
  const text = cut.startsWith('[') ? cut.slice(1).replace(/\]$/, '') : cut;
  const versions = new Map<string, string>();
  for (const token of text.split(/[\s,;()]+/)) {
    const separator = token.includes('#') ? token.indexOf('#') : token.indexOf('/');
    if (separator <= 0) continue;
    const name = token.slice(0, separator).toLowerCase();
    const value = token.slice(separator + 1, separator + 1 + VALUE_LENGTH_MAX);
    if (value && !versions.has(name)) versions.set(name, value);
  }
  return {
    text,
    version: (product) => versions.get(product),
    metadata: (key) => versions.get(`md/${key}`),
    first: (/^[^\s,;()]{1,80}/.exec(text)?.[0] ?? text.slice(0, 80)).replace('/', ' '),
  };
}

/** The operating system in words: `Linux 6.8.0-1016-aws (Ubuntu 24)`, `macOS (Darwin 23.6.0)`, `Windows 10`. */
export function operatingSystem(tokens: AgentTokens): string | undefined {
  const distribution = tokens.metadata('distrib');
  const suffix = distribution ? ` (${capitalize(distribution.replace('.', ' '))})` : '';
  const linux = tokens.version('os/linux') ?? tokens.version('linux');
  if (linux) return `Linux ${linux}${suffix}`;
  const darwin = tokens.version('os/macos') ?? tokens.version('darwin');
  if (darwin) return `macOS (Darwin ${darwin})`;
  const windows = tokens.version('os/windows') ?? tokens.version('windows');
  if (windows) return `Windows ${windows}`;
  const plain = tokens.version('os') ?? /\bgo[\d.]+; (linux|windows|darwin)\b/.exec(tokens.text)?.[1];
  return plain ? `${capitalize(plain)}${suffix}` : undefined;
}

/** Where a browser runs. */
export function browserSystem(text: string): string | undefined {
  if (/\b(?:iPhone|iPad)\b/.test(text)) return 'iOS';
  if (/\bAndroid\b/.test(text)) return 'Android';
  if (/Windows NT 10\.0/.test(text)) return 'Windows 10 or 11';
  if (/Windows/.test(text)) return 'Windows';
  if (/Mac OS X/.test(text)) return 'macOS';
  if (/CrOS/.test(text)) return 'ChromeOS';
  if (/Ubuntu/.test(text)) return 'Linux (Ubuntu)';
  return /Linux/.test(text) ? 'Linux' : undefined;
}

/** `3.12.6` of Python, however the agent writes it. */
export function languageVersion(tokens: AgentTokens, language: string): string | undefined {
  return (
    tokens.version(`lang/${language}`) ??
    (tokens.version('lang')?.startsWith(`${language}/`)
      ? tokens.version('lang')?.slice(language.length + 1)
      : undefined) ??
    tokens.version(language)
  );
}

function capitalize(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
