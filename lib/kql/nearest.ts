import { FIELDS } from '../ecs/fields';

/** CloudTrail's own names, which analysts type first, and the field that holds each. */
const CLOUDTRAIL_NAMES: Readonly<Record<string, string>> = {
  additionaleventdata: 'aws.cloudtrail.additional_eventdata',
  accesskeyid: 'aws.cloudtrail.user_identity.access_key_id',
  accountid: 'cloud.account.id',
  awsregion: 'cloud.region',
  errorcode: 'aws.cloudtrail.error_code',
  errormessage: 'aws.cloudtrail.error_message',
  eventid: 'event.id',
  eventname: 'event.action',
  eventsource: 'event.provider',
  eventtime: '@timestamp',
  eventtype: 'aws.cloudtrail.event_type',
  readonly: 'aws.cloudtrail.read_only',
  recipientaccountid: 'aws.cloudtrail.recipient_account_id',
  requestparameters: 'aws.cloudtrail.request_parameters',
  responseelements: 'aws.cloudtrail.response_elements',
  sourceipaddress: 'source.address',
  timestamp: '@timestamp',
  useragent: 'user_agent.original',
  username: 'user.name',
  vpcendpointid: 'aws.cloudtrail.vpc_endpoint_id',
};

/** Objects whose keys are searchable, by the names people give them. */
const OBJECTS =
  /^(?:aws\.cloudtrail\.)?(request_?parameters|response_?elements|additional_?event_?data|service_?event_?details)\.(.+)$/i;

const SUGGESTIONS_MAX = 3;
/** Distance grows with the product of the lengths; no real name is longer. */
const NAME_LENGTH_MAX = 120;

/** Up to three registered names that an unknown one may have meant, the likeliest first. */
export function nearestFields(name: string): readonly string[] {
  if (name.length > NAME_LENGTH_MAX) return [];
  const object = OBJECTS.exec(name);
  if (object?.[1] && object[2]) return [`aws.cloudtrail.flattened.${objectField(object[1])}.${object[2]}`];
  const squeezed = squeeze(name);
  const known = CLOUDTRAIL_NAMES[squeezed];
  if (known !== undefined) return [known];
  const names = [...FIELDS.keys()];
  const ends = names.filter((candidate) => squeeze(candidate).endsWith(squeezed));
  if (squeezed.length >= 3 && ends.length > 0) return byLength(ends).slice(0, SUGGESTIONS_MAX);
  const limit = Math.max(2, Math.floor(name.length / 5));
  return names
    .map((candidate) => ({ candidate, distance: editDistance(name.toLowerCase(), candidate, limit) }))
    .filter(({ distance }) => distance <= limit)
    .sort((left, right) => left.distance - right.distance)
    .slice(0, SUGGESTIONS_MAX)
    .map(({ candidate }) => candidate);
}

function objectField(name: string): string {
  switch (squeeze(name)) {
    case 'requestparameters':
      return 'request_parameters';
    case 'responseelements':
      return 'response_elements';
    case 'additionaleventdata':
      return 'additional_eventdata';
    default:
      return 'service_event_details';
  }
}

function squeeze(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9]/g, '');
}

function byLength(names: readonly string[]): string[] {
  return [...names].sort((left, right) => left.length - right.length);
}

/** Insertions, deletions, replacements and swaps of neighbours; anything above `limit` is `limit + 1`. */
function editDistance(left: string, right: string, limit: number): number {
  if (Math.abs(left.length - right.length) > limit) return limit + 1;
  let beforeLast: number[] = [];
  let last = Array.from({ length: right.length + 1 }, (_, index) => index);
  for (let i = 1; i <= left.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= right.length; j += 1) {
      const same = left[i - 1] === right[j - 1];
      let best = Math.min((last[j - 1] ?? 0) + (same ? 0 : 1), (last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1);
      if (i > 1 && j > 1 && left[i - 1] === right[j - 2] && left[i - 2] === right[j - 1]) {
        best = Math.min(best, (beforeLast[j - 2] ?? 0) + 1);
      }
      row.push(best);
    }
    beforeLast = last;
    last = row;
  }
  return last[right.length] ?? limit + 1;
}

/** The names as the end of a sentence, ` Did you mean a or b?`; nothing when there is none. */
export function didYouMean(suggestions: readonly string[]): string {
  return suggestions.length > 0 ? ` Did you mean ${suggestions.join(' or ')}?` : '';
}
