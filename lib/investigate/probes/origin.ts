import { formatCount, formatDuration, formatNumber } from '../../format';
import { fieldIs } from '../../kql';
import { DAY_MS } from '../../time';
import { allOf, countEvents, finding, firstEventTime } from '../evidence';
import { byPrincipal, type Probe } from '../facts';

/** Is the network new for the principal? Compares the autonomous system, or the address where there is none. */
export const network: Probe = async (facts) => {
  const principal = byPrincipal(facts);
  const { source, alert, at } = facts;
  if (!principal || !source.address) return null;
  const name = [source.countryName, source.asOrganization].filter((part) => part !== null).join(', ');
  const shown = name || source.address;
  const same = source.asOrganization
    ? allOf(principal, fieldIs('source.as.organization.name', source.asOrganization))
    : allOf(principal, fieldIs('source.address', source.address));
  const range = { from: new Date(0), to: at };
  const [calls, fromHere, first] = await Promise.all([
    countEvents(facts.db, { query: principal, ...range }),
    countEvents(facts.db, { query: same, ...range }),
    firstEventTime(facts.db, { query: same, ...range }),
  ]);
  if (calls === 0) {
    return finding(
      'cannot_tell',
      `${shown}: it is the principal's first call, so there is nothing to compare with.`,
    );
  }
  // What came from here since yesterday belongs to the same story; the habit is what was before it.
  const isRecent = first === null || at.getTime() - first.getTime() < DAY_MS;
  const until = { query: principal, from: range.from, to: first ?? at };
  const earlier = isRecent ? await countEvents(facts.db, until) : 0;
  if (earlier > 0) {
    const since =
      first === null
        ? 'was never used by this principal before'
        : `was first used by this principal ${formatDuration(at.getTime() - first.getTime())} before`;
    return finding(
      'raises',
      `${shown} ${since}; its ${formatCount(earlier, 'call')} until then came from elsewhere.`,
      until,
      earlier,
    );
  }
  const share = Math.round((100 * fromHere) / calls);
  const private_ = source.kind === 'private' ? ' A private address tells no place.' : '';
  return finding(
    share >= 20 ? 'lowers' : 'neutral',
    `${formatNumber(fromHere)} of its ${formatCount(calls, 'earlier call')} (${share} %) came from ${alert.sourceAs ?? shown}.${private_}`,
    { query: same, ...range },
    fromHere,
  );
};

/** Is the tool new for the principal? */
export const tool: Probe = async (facts) => {
  const { agent, at } = facts;
  const principal = byPrincipal(facts);
  if (!principal || agent.original === null) return null;
  const range = { from: new Date(0), to: at };
  const exact = { query: allOf(principal, fieldIs('user_agent.original', agent.original)), ...range };
  const exactCount = await countEvents(facts.db, exact);
  const { name, note, sameAgentEvents, principalEvents } = agent;
  const share = principalEvents > 0 ? Math.round((100 * sameAgentEvents) / principalEvents) : 0;
  const warning = note ? ` ${note}` : '';
  if (note) return finding('raises', `${name}.${warning}`, exact, exactCount);
  if (exactCount === 0 && share < 20)
    return finding(
      'raises',
      `${name}: ${share} % of this principal's calls, and none before in just this form.`,
    );
  return finding(
    share >= 50 ? 'lowers' : 'neutral',
    `${name}, used for ${share} % of this principal's calls.`,
    exact,
    exactCount,
  );
};
