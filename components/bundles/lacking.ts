import { formatCount } from '@/lib/format';

/** Fields that a person reads the loss from, in the order in which it matters, and their words. Prefixes of field names. */
const TELLING: ReadonlyArray<readonly [prefix: string, word: string]> = [
  ['aws.cloudtrail.user_identity.arn', 'ARN'],
  ['aws.cloudtrail.user_identity.type', 'identity type'],
  ['aws.cloudtrail.user_identity.access_key_id', 'access key'],
  ['source.ip', 'source IP address'],
  ['user_agent.original', 'user agent'],
  ['event.outcome', 'outcome'],
  ['aws.cloudtrail.error_message', 'error message'],
  ['aws.cloudtrail.request_parameters', 'request parameters'],
  ['aws.cloudtrail.response_elements', 'response elements'],
  ['aws.cloudtrail.user_identity.session_context', 'session and MFA'],
  ['cloud.account.id', 'account'],
  ['cloud.region', 'region'],
  ['tls.', 'TLS'],
];

const WORDS_MAX = 6;

/** `ARN, request parameters and session and MFA` of the fields that a form lacks; the rest is counted. */
export function lackingWords(lacks: readonly string[]): string {
  const found = TELLING.filter(([prefix]) => lacks.some((field) => field.startsWith(prefix)));
  const words = found.slice(0, WORDS_MAX).map(([, word]) => word);
  const told = lacks.filter((field) =>
    found.slice(0, WORDS_MAX).some(([prefix]) => field.startsWith(prefix)),
  ).length;
  const rest = lacks.length - told;
  const more = formatCount(rest, words.length === 0 ? 'field' : 'more field');
  if (words.length === 0) return more;
  return rest > 0 ? `${words.join(', ')} and ${more}` : words.join(', ');
}
