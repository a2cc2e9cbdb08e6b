import {
  type AgentDetail,
  details,
  environment,
  goVersion,
  sdkDetails,
  sdkName,
  withVersion,
} from './agent-sdk';
import {
  type AgentTokens,
  browserSystem,
  languageVersion,
  operatingSystem,
  tokenizeAgent,
} from './agent-tokens';
import { findNotableTool } from './agent-tools';
import { toUserAgentFields } from './user-agent-fields';

export type AgentKind =
  | 'terraform'
  | 'aws-cli'
  | 'sdk'
  | 'console'
  | 'browser'
  | 'aws-service'
  | 'tool'
  | 'unknown';

/** A user agent in an analyst's words. Everything in it comes from the caller and may be a lie. */
export interface AgentDescription {
  readonly kind: AgentKind;
  /** `Terraform 1.1.2`, `AWS CLI 2.17.60`, `Chrome 134 on Windows 10 or 11`. */
  readonly name: string;
  readonly version?: string;
  readonly details: readonly AgentDetail[];
  /** The AWS CLI command, `ec2 describe-instance-attribute`. */
  readonly command?: string;
  /** Why this agent deserves a look; absent for ordinary ones. */
  readonly note?: string;
}

/** Names the program behind a CloudTrail `userAgent`. */
export function describeAgent(userAgent: string): AgentDescription {
  const tokens = tokenizeAgent(userAgent);
  const base = describeProgram(tokens);
  const tool = findNotableTool(tokens.text);
  if (!tool) return base;
  if (tool.generic && base.kind !== 'unknown') return { ...base, note: tool.note };
  const name = base.kind === 'unknown' ? withVersion(tool.name, base.version) : `${base.name} (${tool.name})`;
  return { ...base, kind: 'tool', name, note: tool.note };
}

/** First reader that knows the agent wins: those that wrap others (Terraform wraps an SDK) come first. */
const READERS: ReadonlyArray<(tokens: AgentTokens) => AgentDescription | null> = [
  readService,
  readConsole,
  readTerraform,
  readAutomation,
  readCli,
  readSdk,
  readBrowser,
];

function describeProgram(tokens: AgentTokens): AgentDescription {
  for (const read of READERS) {
    const description = read(tokens);
    if (description) return description;
  }
  const name = tokens.first || 'No user agent';
  const version = /[/ ](\d[\w.-]{0,40})/.exec(tokens.text)?.[1];
  return { kind: 'unknown', name, ...(version && { version }), details: [] };
}

function readService({ text }: AgentTokens): AgentDescription | null {
  if (/^aws internal$/i.test(text)) return { kind: 'aws-service', name: 'AWS Internal', details: [] };
  if (!/^[a-z0-9.-]{1,100}\.amazonaws\.com(\.cn)?$/i.test(text)) return null;
  const host = text.toLowerCase();
  if (host.startsWith('signin.'))
    return { kind: 'console', name: 'AWS sign-in', details: [hostDetail(host)] };
  if (host.split('.').some((label) => label === 'console' || label === 'consoleapp')) {
    return { kind: 'console', name: 'AWS console', details: [hostDetail(host)] };
  }
  const name = host.startsWith('cloudformation.') ? 'AWS CloudFormation' : host;
  return { kind: 'aws-service', name, details: [hostDetail(host)] };
}

function hostDetail(value: string): AgentDetail {
  return { label: 'Host', value };
}

function readConsole(tokens: AgentTokens): AgentDescription | null {
  const { text } = tokens;
  const product = /^([A-Za-z0-9]{0,30}) ?Console(?:Backend)?\b/.exec(text)?.[1];
  if (product !== undefined) {
    const suffix = product === '' || product === 'AWS' ? '' : ` (${product})`;
    return { kind: 'console', name: `AWS console${suffix}`, details: sdkDetails(tokens) };
  }
  if (!tokens.version('aws-internal')) return null;
  return { kind: 'aws-service', name: 'AWS Internal', details: sdkDetails(tokens) };
}

function readTerraform(tokens: AgentTokens): AgentDescription | null {
  const openTofu = tokens.version('opentofu');
  const version = tokens.version('terraform') ?? openTofu;
  const provider = tokens.version('terraform-provider-aws');
  if (!version && !provider) return null;
  const exec = tokens.version('hashicorp-terraform-exec');
  return {
    kind: 'terraform',
    name: withVersion(openTofu ? 'OpenTofu' : 'Terraform', version),
    ...(version && { version }),
    details: details({
      Provider: provider && `terraform-provider-aws ${provider}`,
      SDK: sdkName(tokens)?.label,
      Go: goVersion(tokens),
      OS: operatingSystem(tokens),
      'Run by': exec && `terraform-exec ${exec}`,
      Environment: environment(tokens),
    }),
  };
}

/** Automation that names itself beside its SDK: product in the agent → name for people. */
const AUTOMATION = {
  pulumi: 'Pulumi',
  pulumiaws: 'Pulumi',
  ansible: 'Ansible',
  'amazon-ssm-agent': 'SSM Agent',
  'aws-cdk': 'AWS CDK',
  'aws-toolkit-for-vscode': 'AWS Toolkit for VS Code',
  packer: 'Packer',
  crossplane: 'Crossplane',
  steampipe: 'Steampipe',
} as const satisfies Record<string, string>;

function readAutomation(tokens: AgentTokens): AgentDescription | null {
  for (const [product, name] of Object.entries(AUTOMATION)) {
    if (!new RegExp(`(^|[\\s/[])${product}\\b`, 'i').test(tokens.text)) continue;
    const version = tokens.version(product);
    return {
      kind: 'tool',
      name: withVersion(name, version),
      ...(version && { version }),
      details: sdkDetails(tokens),
    };
  }
  return null;
}

function readCli(tokens: AgentTokens): AgentDescription | null {
  const version = tokens.version('aws-cli');
  if (!version) return null;
  const command = (
    tokens.metadata('command') ??
    tokens.version('md/command') ??
    tokens.version('command')
  )?.replace('.', ' ');
  return {
    kind: 'aws-cli',
    name: `AWS CLI ${version}`,
    version,
    ...(command && { command }),
    details: details({
      Command: command,
      OS: operatingSystem(tokens),
      Python: languageVersion(tokens, 'python'),
      Botocore: tokens.version('botocore'),
      Architecture: tokens.metadata('arch') ?? tokens.version('exe'),
      Installer: tokens.metadata('installer'),
      Environment: environment(tokens),
    }),
  };
}

function readSdk(tokens: AgentTokens): AgentDescription | null {
  const sdk = sdkName(tokens);
  if (!sdk) return null;
  return {
    kind: 'sdk',
    name: sdk.label,
    version: sdk.version,
    details: sdkDetails(tokens).filter((d) => d.label !== 'SDK'),
  };
}

function readBrowser({ text }: AgentTokens): AgentDescription | null {
  if (!text.startsWith('Mozilla/')) return null;
  const { 'user_agent.name': name, 'user_agent.version': version } = toUserAgentFields(text);
  if (name === 'Other') return null;
  const system = browserSystem(text);
  const major = version?.split('.')[0];
  return {
    kind: 'browser',
    name: `${withVersion(name, major)}${system ? ` on ${system}` : ''}`,
    ...(version && { version }),
    details: details({ Version: version, OS: system }),
  };
}
