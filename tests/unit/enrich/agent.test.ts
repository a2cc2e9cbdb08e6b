import { describe, expect, it } from 'vitest';
import { type AgentKind, describeAgent, toUserAgentFields } from '../../../lib/enrich/agent';

const TERRAFORM =
  'APN/1.0 HashiCorp/1.0 Terraform/1.1.2 (+https://www.terraform.io) terraform-provider-aws/3.76.1 (+https://registry.terraform.io/providers/hashicorp/aws) aws-sdk-go/1.44.157 (go1.19.3; linux; amd64) HashiCorp-terraform-exec/0.17.3';
const CLI =
  'aws-cli/2.17.60 md/awscrt#0.21.2 ua/2.0 os/linux#6.8.0-1016-aws md/arch#x86_64 lang/python#3.12.6 md/pyimpl#CPython exec-env/CloudShell cfg/retry-mode#standard md/installer#exe md/distrib#amzn.2023 md/prompt#off md/command#ec2.describe-instance-attribute';
const CHROME =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/134.0.0.0 Safari/537.36';
const SAFARI =
  'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.4 Safari/605.1.15';

describe('describeAgent', () => {
  const cases: ReadonlyArray<readonly [agent: string, kind: AgentKind, name: string]> = [
    [TERRAFORM, 'terraform', 'Terraform 1.1.2'],
    [`[${TERRAFORM}]`, 'terraform', 'Terraform 1.1.2'],
    ['APN/1.0 Pulumi/1.0 PulumiAWS/6.66 aws-sdk-go-v2/1.32.3 os/linux lang/go#1.23.1', 'tool', 'Pulumi 1.0'],
    ['APN/1.0 Ansible/2.16.3 Boto3/1.34.1 Botocore/1.34.1', 'tool', 'Ansible 2.16.3'],
    [
      'aws-sdk-go/1.55.5 (go1.23.8; windows; amd64) exec-env/EC2 amazon-ssm-agent/3.3.2471.0',
      'tool',
      'SSM Agent 3.3.2471.0',
    ],
    [CLI, 'aws-cli', 'AWS CLI 2.17.60'],
    [
      '[aws-cli/1.11.10 Python/2.7.8 Linux/3.2.45-0.6.wd.865.49.315.metal1.x86_64 botocore/1.4.67]',
      'aws-cli',
      'AWS CLI 1.11.10',
    ],
    ['Boto3/1.26.165 Python/3.10.6 Linux/5.19.0-46-generic Botocore/1.29.165', 'sdk', 'Boto3 1.26.165'],
    ['Botocore/1.29.165 Python/3.10.6', 'sdk', 'Botocore 1.29.165'],
    ['aws-sdk-go-v2/1.32.3 os/linux lang/go#1.23.1', 'sdk', 'AWS SDK for Go v2 1.32.3'],
    ['aws-sdk-nodejs/2.1384.0 darwin/v20.16.0 promise', 'sdk', 'AWS SDK for Node.js 2.1384.0'],
    ['Go-http-client/1.1', 'sdk', 'Go HTTP client 1.1'],
    ['console.amazonaws.com', 'console', 'AWS console'],
    ['console.ec2.amazonaws.com', 'console', 'AWS console'],
    ['AWSConsole', 'console', 'AWS console'],
    ['signin.amazonaws.com', 'console', 'AWS sign-in'],
    [
      '[S3Console/0.4, aws-internal/3 aws-sdk-java/1.12.488 Linux/5.10.184 OpenJDK_64-Bit_Server_VM/25.372-b08 java/1.8.0_372]',
      'console',
      'AWS console (S3)',
    ],
    ['RDS Console, aws-internal/3 aws-sdk-java/1.11.975 Linux/5.10.184', 'console', 'AWS console (RDS)'],
    [
      'EC2ConsoleBackend, aws-sdk-java/Linux/x.xx.fleetxen Java_HotSpot(TM)_64-Bit_Server_VM/xx',
      'console',
      'AWS console (EC2)',
    ],
    [CHROME, 'browser', 'Chrome 134 on Windows 10 or 11'],
    [`${CHROME} Edg/134.0.0.0`, 'browser', 'Edge 134 on Windows 10 or 11'],
    [SAFARI, 'browser', 'Safari 17 on macOS'],
    [
      'Mozilla/5.0 (X11; Ubuntu; Linux x86_64; rv:102.0) Gecko/20100101 Firefox/102.0',
      'browser',
      'Firefox 102 on Linux (Ubuntu)',
    ],
    ['ec2.amazonaws.com', 'aws-service', 'ec2.amazonaws.com'],
    ['cloudformation.amazonaws.com', 'aws-service', 'AWS CloudFormation'],
    ['AWS Internal', 'aws-service', 'AWS Internal'],
    [
      'aws-cli/1.27.1 Python/3.10.8 Linux/6.0.0-kali6-amd64 botocore/1.29.1',
      'tool',
      'AWS CLI 1.27.1 (Kali Linux)',
    ],
    ['stratus-red-team_ea782787-a65d-4fc4-9fca-1c97869a9a25', 'tool', 'Stratus Red Team'],
    [
      TERRAFORM.replace('HashiCorp-', 'stratus-red-team_1 HashiCorp-'),
      'tool',
      'Terraform 1.1.2 (Stratus Red Team)',
    ],
    ['S3 Browser/11.1.7 (https://s3browser.com)', 'tool', 'S3 Browser 11.1.7'],
    ['TruffleHog', 'tool', 'TruffleHog'],
    ['python-requests/2.28.1', 'tool', 'Python Requests 2.28.1'],
    ['curl/7.88.1', 'tool', 'curl 7.88.1'],
    ['evil-thing/1.0', 'unknown', 'evil-thing 1.0'],
    ['', 'unknown', 'No user agent'],
  ];
  it.each(cases)('%s', (agent, kind, name) => {
    expect(describeAgent(agent)).toMatchObject({ kind, name });
  });

  it('tells what stands behind Terraform', () => {
    expect(describeAgent(TERRAFORM).details).toEqual([
      { label: 'Provider', value: 'terraform-provider-aws 3.76.1' },
      { label: 'SDK', value: 'AWS SDK for Go 1.44.157' },
      { label: 'Go', value: '1.19.3' },
      { label: 'OS', value: 'Linux' },
      { label: 'Run by', value: 'terraform-exec 0.17.3' },
    ]);
  });

  it('tells the command and the place of an AWS CLI call', () => {
    const agent = describeAgent(CLI);
    expect(agent.command).toBe('ec2 describe-instance-attribute');
    expect(agent.version).toBe('2.17.60');
    expect(agent.details).toEqual(
      expect.arrayContaining([
        { label: 'Command', value: 'ec2 describe-instance-attribute' },
        { label: 'OS', value: 'Linux 6.8.0-1016-aws (Amzn 2023)' },
        { label: 'Python', value: '3.12.6' },
        { label: 'Environment', value: 'AWS CloudShell' },
      ]),
    );
    expect(
      describeAgent(
        'aws-cli/2.14.5 Python/3.11.6 Darwin/23.6.0 exe/x86_64 prompt/off command/ec2.run-instances',
      ).command,
    ).toBe('ec2 run-instances');
  });

  it('notes offensive tools, and only those', () => {
    expect(describeAgent('aws-cli/2.9 md/distrib#kali.2024').note).toMatch(/penetration testing/);
    expect(describeAgent(CLI).note).toBeUndefined();
    expect(describeAgent(TERRAFORM).note).toBeUndefined();
  });
});

describe('toUserAgentFields', () => {
  it.each([
    [
      TERRAFORM,
      {
        'user_agent.name': 'aws-sdk-go',
        'user_agent.version': '1.44.157',
        'user_agent.os.name': 'Linux',
        'user_agent.device.name': 'Other',
      },
    ],
    ['AWS Internal', { 'user_agent.name': 'Other', 'user_agent.device.name': 'Other' }],
    [
      SAFARI,
      {
        'user_agent.name': 'Safari',
        'user_agent.version': '17.4',
        'user_agent.os.name': 'Mac OS X',
        'user_agent.os.version': '10.15.7',
        'user_agent.os.full': 'Mac OS X 10.15.7',
        'user_agent.device.name': 'Mac',
      },
    ],
    [
      `${CHROME} Edg/134.0.0.0`,
      {
        'user_agent.name': 'Edge',
        'user_agent.version': '134.0.0.0',
        'user_agent.os.name': 'Windows',
        'user_agent.os.version': '10',
        'user_agent.os.full': 'Windows 10',
        'user_agent.device.name': 'Other',
      },
    ],
  ])('%s', (agent, fields) => {
    expect(toUserAgentFields(agent)).toEqual(fields);
  });

  it('gives nothing away to an agent of ten megabytes', () => {
    const attacks = [
      'a'.repeat(10_000_000),
      'Mozilla/5.0 '.repeat(900_000),
      '(;/#'.repeat(2_500_000),
      ' '.repeat(10_000_000),
    ];
    const started = performance.now();
    for (const attack of attacks) {
      describeAgent(attack);
      toUserAgentFields(`Mozilla/5.0 Android Version/1 Mobile Version/2 ${attack}`);
    }
    // Anything worse than linear would take minutes.
    expect(performance.now() - started).toBeLessThan(2000);
    expect(describeAgent(attacks[0] ?? '').name.length).toBeLessThan(200);
  });
});
