import { type AgentTokens, languageVersion, operatingSystem } from './agent-tokens';

export interface AgentDetail {
  readonly label: string;
  readonly value: string;
}

/** SDK product → name for people. Boto3 stands before Botocore, which its agents name too. */
const SDKS = {
  boto3: 'Boto3',
  'aws-sdk-go-v2': 'AWS SDK for Go v2',
  'aws-sdk-go': 'AWS SDK for Go',
  'aws-sdk-java': 'AWS SDK for Java',
  'aws-sdk-js': 'AWS SDK for JavaScript',
  'aws-sdk-nodejs': 'AWS SDK for Node.js',
  'aws-sdk-ruby3': 'AWS SDK for Ruby',
  'aws-sdk-ruby2': 'AWS SDK for Ruby',
  'aws-sdk-php': 'AWS SDK for PHP',
  'aws-sdk-dotnet-core': 'AWS SDK for .NET',
  'aws-sdk-dotnet-coreclr': 'AWS SDK for .NET',
  'aws-sdk-net': 'AWS SDK for .NET',
  'aws-sdk-rust': 'AWS SDK for Rust',
  'aws-sdk-kotlin': 'AWS SDK for Kotlin',
  'aws-sdk-swift': 'AWS SDK for Swift',
  'aws-sdk-cpp': 'AWS SDK for C++',
  awspowershell: 'AWS Tools for PowerShell',
  botocore: 'Botocore',
  'go-http-client': 'Go HTTP client',
} as const satisfies Record<string, string>;

export function sdkName(tokens: AgentTokens): { label: string; version: string } | undefined {
  for (const [product, name] of Object.entries(SDKS)) {
    const version = tokens.version(product);
    if (version) return { label: `${name} ${version}`, version };
  }
  return undefined;
}

export function sdkDetails(tokens: AgentTokens): AgentDetail[] {
  return details({
    SDK: sdkName(tokens)?.label,
    OS: operatingSystem(tokens),
    Python: languageVersion(tokens, 'python'),
    Go: goVersion(tokens),
    Java: languageVersion(tokens, 'java'),
    'Node.js': languageVersion(tokens, 'js') ?? tokens.metadata('nodejs'),
    Botocore: tokens.metadata('botocore') ?? tokens.version('botocore'),
    Environment: environment(tokens),
  });
}

export function goVersion(tokens: AgentTokens): string | undefined {
  return languageVersion(tokens, 'go') ?? /\(go([\d.]{1,12});/.exec(tokens.text)?.[1];
}

export function environment(tokens: AgentTokens): string | undefined {
  const value = tokens.version('exec-env');
  return value === 'CloudShell' ? 'AWS CloudShell' : value?.replace(/^AWS_/, 'AWS ').replaceAll('_', ' ');
}

export function details(values: Readonly<Record<string, string | undefined>>): AgentDetail[] {
  return Object.entries(values).flatMap(([label, value]) => (value ? [{ label, value }] : []));
}

export function withVersion(name: string, version: string | undefined): string {
  return version ? `${name} ${version}` : name;
}
