/** The user agents of the sample, as these programs really write them. */
export const AGENTS = {
  chromeWindows:
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/144.0.0.0 Safari/537.36',
  safariMac:
    'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.2 Safari/605.1.15',
  firefoxLinux: 'Mozilla/5.0 (X11; Ubuntu; Linux x86_64; rv:147.0) Gecko/20100101 Firefox/147.0',
  edgeWindows:
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/144.0.0.0 Safari/537.36 Edg/144.0.0.0',
  terraform:
    'APN/1.0 HashiCorp/1.0 Terraform/1.9.8 (+https://www.terraform.io) terraform-provider-aws/5.82.2 (+https://registry.terraform.io/providers/hashicorp/aws) aws-sdk-go-v2/1.32.7 ua/2.1 os/linux lang/go#1.23.3 md/GOOS#linux md/GOARCH#amd64 api/ec2#1.198.1',
  githubCredentials:
    'aws-sdk-js/3.738.0 ua/2.1 os/linux#6.8.0-1021-azure lang/js md/nodejs#20.18.2 api/sts#3.738.0 configure-aws-credentials-for-github-actions',
  boto3App:
    'Boto3/1.36.11 md/Botocore#1.36.11 ua/2.0 os/linux#6.1.127-135.201.amzn2023.x86_64 md/arch#x86_64 lang/python#3.12.8 md/pyimpl#CPython cfg/retry-mode#standard Botocore/1.36.11',
  boto3Audit:
    'Boto3/1.35.99 md/Botocore#1.35.99 ua/2.0 os/linux#6.1.127-135.201.amzn2023.x86_64 md/arch#x86_64 lang/python#3.11.11 md/pyimpl#CPython cfg/retry-mode#adaptive Botocore/1.35.99',
  boto3Intruder:
    'Boto3/1.34.46 md/Botocore#1.34.46 ua/2.0 os/linux#6.11.2-amd64 md/arch#x86_64 lang/python#3.12.8 md/pyimpl#CPython cfg/retry-mode#legacy Botocore/1.34.46',
  lambda:
    'Boto3/1.36.3 md/Botocore#1.36.3 ua/2.0 os/linux#5.10.233-244.895.amzn2.x86_64 md/arch#x86_64 lang/python#3.12.8 md/pyimpl#CPython exec-env/AWS_Lambda_python3.12 cfg/retry-mode#legacy Botocore/1.36.3',
  ssmAgent: 'aws-sdk-go/1.55.5 (go1.23.8; linux; amd64) exec-env/EC2 amazon-ssm-agent/3.3.2471.0',
} as const;

interface CliPlace {
  readonly version?: string;
  readonly os: string;
  readonly distribution?: string;
  readonly installer?: string;
  readonly environment?: string;
}

/** The AWS CLI running one command, such as `ec2.describe-instances`. */
export function cli(command: string, place: CliPlace): string {
  return [
    `aws-cli/${place.version ?? '2.24.5'}`,
    'md/awscrt#0.23.8 ua/2.0',
    `os/${place.os}`,
    `md/arch#${place.os.startsWith('macos') ? 'arm64' : 'x86_64'}`,
    'lang/python#3.12.8 md/pyimpl#CPython',
    ...(place.environment ? [`exec-env/${place.environment}`] : []),
    'cfg/retry-mode#standard',
    `md/installer#${place.installer ?? 'exe'}`,
    ...(place.distribution ? [`md/distrib#${place.distribution}`] : []),
    'md/prompt#off',
    `md/command#${command}`,
  ].join(' ');
}

/** Where people and machines of the sample run the AWS CLI. */
export const CLI_PLACES = {
  mac: { os: 'macos#24.6.0' },
  ubuntu: { os: 'linux#6.8.0-1021-azure', distribution: 'ubuntu.24' },
  buildRunner: { os: 'linux#6.1.127-135.201.amzn2023.x86_64', distribution: 'amzn.2023' },
  cloudShell: {
    os: 'linux#6.1.127-135.201.amzn2023.x86_64',
    distribution: 'amzn.2023',
    environment: 'CloudShell',
  },
  kali: { version: '2.23.6', os: 'linux#6.11.2-amd64', distribution: 'kali.2024', installer: 'source' },
} as const satisfies Record<string, CliPlace>;

export type CliPlaceName = keyof typeof CLI_PLACES;
