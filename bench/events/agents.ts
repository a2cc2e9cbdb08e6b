import { AGENTS, CLI_PLACES, type CliPlaceName, cli } from '../../lib/sample/agents';
import type { Draw } from './draw';

const BROWSERS = [AGENTS.chromeWindows, AGENTS.safariMac, AGENTS.firefoxLinux, AGENTS.edgeWindows];
const PLACES = Object.keys(CLI_PLACES) as CliPlaceName[];

/** Says the user agent of one call: the AWS CLI names the command it runs, others always say the same. */
export type Agent = (service: string, action: string) => string;

export function browser(draw: Draw): Agent {
  const agent = draw.pick(BROWSERS);
  return () => agent;
}

/** The AWS CLI on somebody's machine. */
export function commandLine(draw: Draw): Agent {
  const version = `2.${draw.integer(15, 27)}.${draw.integer(0, 20)}`;
  const place = { ...CLI_PLACES[draw.pick(PLACES)], version };
  return (service, action) => {
    const command = action.replace(/(?<=[a-z0-9])(?=[A-Z])/g, '-').toLowerCase();
    return cli(`${service === 's3' ? 's3api' : service}.${command}`, place);
  };
}

/** Programs that use an SDK: versions vary from machine to machine, as they do where nobody updates them at once. */
export function program(draw: Draw): Agent {
  const agent = draw.pick([python, python, java, javascript, go, goService, terraform, ssmAgent])(draw);
  return () => agent;
}

function kernel(draw: Draw): string {
  return `${draw.pick(['5.10', '5.15', '6.1', '6.8'])}.${draw.integer(20, 250)}-${draw.integer(10, 140)}.${draw.integer(100, 900)}`;
}

function python(draw: Draw): string {
  const [minor, patch] = [draw.integer(28, 40), draw.integer(0, 150)];
  const host = `os/linux#${kernel(draw)}.amzn2023.x86_64 md/arch#x86_64`;
  const version = `1.${minor}.${patch}`;
  return `Boto3/${version} md/Botocore#${version} ua/2.0 ${host} lang/python#3.${draw.integer(9, 13)}.${draw.integer(0, 11)} md/pyimpl#CPython cfg/retry-mode#${draw.pick(['legacy', 'standard', 'adaptive'])} Botocore/${version}`;
}

function java(draw: Draw): string {
  const version = `2.${draw.integer(17, 31)}.${draw.integer(0, 220)}`;
  const jvm = `${draw.pick(['11', '17', '21'])}.0.${draw.integer(1, 14)}`;
  return `aws-sdk-java/${version} Linux/${kernel(draw)}.amzn2.x86_64 OpenJDK_64-Bit_Server_VM/${jvm}+${draw.integer(1, 13)}-LTS Java/${jvm} vendor/Amazon.com_Inc. io/sync http/Apache cfg/retry-mode/standard`;
}

function javascript(draw: Draw): string {
  const version = `3.${draw.integer(300, 760)}.0`;
  return `aws-sdk-js/${version} ua/2.1 os/linux#${kernel(draw)}.amzn2023.x86_64 lang/js md/nodejs#${draw.pick([18, 20, 22])}.${draw.integer(0, 20)}.${draw.integer(0, 5)} api/dynamodb#${version} m/E`;
}

function go(draw: Draw): string {
  return `aws-sdk-go-v2/1.${draw.integer(20, 36)}.${draw.integer(0, 9)} ua/2.1 os/linux lang/go#1.${draw.integer(20, 24)}.${draw.integer(0, 9)} md/GOOS#linux md/GOARCH#amd64 api/ec2#1.${draw.integer(120, 210)}.${draw.integer(0, 4)} m/g`;
}

function goService(draw: Draw): string {
  return `aws-sdk-go/1.${draw.integer(40, 55)}.${draw.integer(0, 40)} (go1.${draw.integer(19, 24)}.${draw.integer(0, 9)}; linux; amd64) kube2iam-${draw.hex(7)}`;
}

function terraform(draw: Draw): string {
  return `APN/1.0 HashiCorp/1.0 Terraform/1.${draw.integer(3, 10)}.${draw.integer(0, 9)} (+https://www.terraform.io) terraform-provider-aws/5.${draw.integer(10, 90)}.${draw.integer(0, 3)} (+https://registry.terraform.io/providers/hashicorp/aws) aws-sdk-go-v2/1.${draw.integer(20, 36)}.${draw.integer(0, 9)} ua/2.1 os/linux lang/go#1.23.3 md/GOOS#linux md/GOARCH#amd64 api/iam#1.38.${draw.integer(0, 9)}`;
}

function ssmAgent(draw: Draw): string {
  return `aws-sdk-go/1.55.5 (go1.23.8; linux; amd64) exec-env/EC2 amazon-ssm-agent/3.3.${draw.integer(400, 2500)}.0`;
}
