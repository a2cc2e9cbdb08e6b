import { BoundedCache } from './bounded-cache';

/** What Elasticsearch's `user_agent` processor adds to a document, apart from the original string. */
export interface UserAgentFields {
  readonly 'user_agent.name': string;
  readonly 'user_agent.version'?: string;
  readonly 'user_agent.os.name'?: string;
  readonly 'user_agent.os.version'?: string;
  readonly 'user_agent.os.full'?: string;
  readonly 'user_agent.device.name': string;
}

/** Real agents stay under 600 characters; what comes after this limit never decides anything. */
export const AGENT_LENGTH_MAX = 2048;

const cache = new BoundedCache<UserAgentFields>(10_000);

/** The ECS user agent fields of a CloudTrail `userAgent`, as the processor's uap-core tables read it. */
export function toUserAgentFields(userAgent: string): UserAgentFields {
  const text = userAgent.slice(0, AGENT_LENGTH_MAX);
  const known = cache.get(text);
  if (known) return known;
  const os = osFields(text);
  const fields: UserAgentFields = {
    ...productFields(text),
    ...os,
    'user_agent.device.name': deviceName(text, os),
  };
  cache.set(text, fields);
  return fields;
}

/** Products whose name is kept as written and that carry a version of up to three parts, first match first. */
const PRODUCTS: readonly RegExp[] = [
  /\b(Boto3?|JetS3t|aws-(?:cli|sdk-(?:cpp|go-v\d|go|java|nodejs|ruby2?|dotnet-(?:\d{1,2}|core)))|s3fs)\/(\d+\.\d+(?:\.\d+)?)/,
  /\b(Go-http-client|curl|Wget|okhttp|axios|PostmanRuntime|Apache-HttpClient)\/(\d+(?:\.\d+){0,2})/,
];

/** Names that uap-core gives to browsers and clients; a version keeps up to four parts. */
const NAMED_PRODUCTS: ReadonlyArray<readonly [name: string, pattern: RegExp]> = [
  ['Python Requests', /\bpython-requests\/(\d+(?:\.\d+){0,2})/],
  ['Edge', /\bEdg(?:e|A|iOS)?\/(\d+(?:\.\d+){0,3})/],
  ['Opera', /\bOPR\/(\d+(?:\.\d+){0,3})/],
  ['Firefox iOS', /\bFxiOS\/(\d+(?:\.\d+){0,3})/],
  ['Firefox', /\bFirefox\/(\d+(?:\.\d+){0,3})/],
  ['Chrome Mobile iOS', /\bCriOS\/(\d+(?:\.\d+){0,3})/],
  ['HeadlessChrome', /\bHeadlessChrome\/(\d+(?:\.\d+){0,3})/],
  ['Chrome Mobile', /\bAndroid\b.{0,200}\bChrome\/(\d+(?:\.\d+){0,3}) Mobile/],
  ['Chrome', /\bChrome\/(\d+(?:\.\d+){0,3})/],
  ['Mobile Safari', /\bVersion\/(\d+(?:\.\d+){0,2}).{0,40}\bMobile\b.{0,40}\bSafari\//],
  ['Safari', /\bVersion\/(\d+(?:\.\d+){0,2}).{0,40}\bSafari\//],
];

function productFields(text: string): Pick<UserAgentFields, 'user_agent.name' | 'user_agent.version'> {
  for (const pattern of PRODUCTS) {
    const match = pattern.exec(text);
    if (match?.[1] && match[2]) return { 'user_agent.name': match[1], 'user_agent.version': match[2] };
  }
  for (const [name, pattern] of NAMED_PRODUCTS) {
    const version = pattern.exec(text)?.[1];
    if (version) return { 'user_agent.name': name, 'user_agent.version': version };
  }
  return { 'user_agent.name': 'Other' };
}

type OsFields = Pick<UserAgentFields, 'user_agent.os.name' | 'user_agent.os.version' | 'user_agent.os.full'>;

const WINDOWS_NT: Readonly<Record<string, string>> = {
  '10.0': '10',
  '6.3': '8.1',
  '6.2': '8',
  '6.1': '7',
  '6.0': 'Vista',
  '5.1': 'XP',
};

function osFields(text: string): OsFields {
  const nt = /Windows NT (\d+\.\d+)/.exec(text)?.[1];
  if (nt) return os('Windows', WINDOWS_NT[nt]);
  const ios = /\b(?:iPhone|iPad|iPod)\b.{0,40}\bOS (\d+(?:_\d+){1,2})/.exec(text)?.[1];
  if (ios) return os('iOS', ios.replaceAll('_', '.'));
  const mac = /Mac OS X (\d+(?:[_.]\d+){1,2})/.exec(text)?.[1];
  if (mac) return os('Mac OS X', mac.replaceAll('_', '.'));
  const android = /\bAndroid (\d+(?:\.\d+){0,2})/.exec(text)?.[1];
  if (android) return os('Android', android);
  if (/\bWindows\b/.test(text)) return os('Windows');
  if (/\bUbuntu\b/.test(text)) return os('Ubuntu', /\bUbuntu[/ ](\d+(?:\.\d+){0,2})/.exec(text)?.[1]);
  const linux = /\bLinux[ /](\d+\.\d+(?:\.\d+)?)/.exec(text)?.[1];
  if (linux) return os('Linux', linux);
  // Lower case counts too (`os/linux#6.8`, `go1.19; linux`), but macOS and Windows spelled so are not known to it.
  return /\blinux/i.test(text) ? os('Linux') : {};
}

function os(name: string, version?: string): OsFields {
  if (!version) return { 'user_agent.os.name': name };
  return {
    'user_agent.os.name': name,
    'user_agent.os.version': version,
    'user_agent.os.full': `${name} ${version}`,
  };
}

function deviceName(text: string, { 'user_agent.os.name': osName }: OsFields): string {
  // `botocore` contains "bot": uap-core takes every such agent for a crawler, and so does Elastic.
  if (/bot|spider|crawl|python-urllib/i.test(text)) return 'Spider';
  const apple = /\b(iPhone|iPad|iPod)\b/.exec(text)?.[1];
  if (apple) return apple;
  return osName === 'Mac OS X' ? 'Mac' : 'Other';
}
