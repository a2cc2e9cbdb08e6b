import { formatCount, formatDuration } from '../../format';
import { HOUR_MS, MINUTE_MS } from '../../time';
import { allOf, countEvents, countValues, finding, latestEvent } from '../evidence';
import { after, before, byPrincipal, LOOK_BACK_MS, onInstance, type Probe, USER_DATA_READ } from '../facts';
import { principalName } from '../sentences';

/** Who launched the instance, and how long before: initialisation reads user data minutes after a launch. */
export const launch: Probe = async (facts) => {
  const instance = onInstance(facts);
  if (!instance) return null;
  const launches = {
    query: allOf(instance, 'event.action: RunInstances', 'event.outcome: success'),
    from: new Date(0),
    to: facts.at,
  };
  const latest = await latestEvent(facts.db, launches);
  if (!latest) {
    return finding(
      'cannot_tell',
      'Its launch is not in the data, so neither its age nor its owner can be told.',
    );
  }
  const ago = facts.at.getTime() - latest.at.getTime();
  const when = `Launched ${formatDuration(ago)} earlier`;
  if (latest.arn !== facts.alert.principalArn) {
    return finding('neutral', `${when} by ${principalName(latest.arn)}, another principal.`, launches, 1);
  }
  return ago <= HOUR_MS
    ? finding('lowers', `${when} by the same principal: initialisation is likely.`, launches, 1)
    : finding('neutral', `${when} by the same principal.`, launches, 1);
};

/** CloudTrail holds no user data; who else read it says whether it may have spread. */
export const readers: Probe = async (facts) => {
  const instance = onInstance(facts);
  if (!instance) return null;
  const reads = {
    query: allOf(instance, USER_DATA_READ, 'event.outcome: success'),
    from: new Date(facts.at.getTime() - LOOK_BACK_MS),
    to: new Date(facts.at.getTime() + LOOK_BACK_MS),
  };
  const principals = await countValues(facts.db, reads, 'user_identity_arn');
  const total = principals.reduce((sum, { events }) => sum + events, 0);
  const others = principals.filter(({ value }) => value !== facts.alert.principalArn);
  const text =
    `CloudTrail does not record the user data itself: fetch and read it. Within 14 days it was read ` +
    `${formatCount(total, 'time')} by ${others.length === 0 ? 'this principal only' : `this and ${formatCount(others.length, 'other principal')}`}.`;
  return finding('cannot_tell', text, reads, total);
};

/** Tools that refresh a resource ask for several attributes; someone after secrets asks for one. */
export const request: Probe = async (facts) => {
  const instance = onInstance(facts);
  const principal = byPrincipal(facts);
  if (!instance || !principal) return null;
  const others = {
    query: allOf(
      instance,
      principal,
      'event.action: DescribeInstanceAttribute',
      `not aws.cloudtrail.flattened.request_parameters.attribute: userData`,
    ),
    from: before(facts.at, 5 * MINUTE_MS).from,
    to: after(facts.at, 5 * MINUTE_MS).to,
  };
  const count = await countEvents(facts.db, others);
  return count >= 2
    ? finding(
        'lowers',
        `userData was one of several attributes asked for: ${formatCount(count, 'other read')} of this instance's attributes within five minutes, as a tool that refreshes its state does.`,
        others,
        count,
      )
    : finding('raises', 'userData was asked for by name, and no other attribute of the instance around it.');
};
