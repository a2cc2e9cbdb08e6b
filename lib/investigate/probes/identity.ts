import { formatCount, formatDuration, formatNumber, formatUtc } from '../../format';
import { fieldIs } from '../../kql';
import { DAY_MS, HOUR_MS } from '../../time';
import { allOf, countEvents, countValues, finding } from '../evidence';
import { before, byKey, byPrincipal, type Facts, LOOK_BACK_MS, type Probe, USER_DATA_READ } from '../facts';

/** Does the principal usually read user data? Instances other than this one, in the window before. */
export const habit: Probe = async (facts) => {
  const principal = byPrincipal(facts);
  if (!principal) return null;
  const reads = {
    query: allOf(principal, USER_DATA_READ, 'event.outcome: success'),
    ...before(facts.at, LOOK_BACK_MS),
  };
  const count = await countEvents(facts.db, reads);
  const { firstSeen, eventsBefore } = facts.identity.principal;
  if (count > 0) {
    return finding(
      'lowers',
      `It read user data ${formatCount(count, 'time')} in the 14 days before.`,
      reads,
      count,
    );
  }
  if (!firstSeen || eventsBefore === 0) {
    return finding('raises', 'This is the first call of this principal in the data.');
  }
  const known = formatDuration(facts.at.getTime() - Date.parse(firstSeen));
  return finding(
    'raises',
    `It never read user data before, in ${formatCount(eventsBefore, 'call')} over ${known}.`,
    { query: principal, from: new Date(firstSeen), to: facts.at },
    eventsBefore,
  );
};

/** Denied calls shortly before: probing shows in refusals. */
export const refusals: Probe = async (facts) => {
  const principal = byPrincipal(facts);
  if (!principal) return null;
  const range = before(facts.at, DAY_MS);
  const denied = { query: allOf(principal, 'event.outcome: failure'), ...range };
  const deniedReads = { query: allOf(principal, 'event.outcome: failure', USER_DATA_READ), ...range };
  const [refused, refusedReads, calls] = await Promise.all([
    countEvents(facts.db, denied),
    countEvents(facts.db, deniedReads),
    countEvents(facts.db, { query: principal, ...range }),
  ]);
  if (calls === 0)
    return finding(
      'cannot_tell',
      'It made no call in the 24 hours before, so there is no pattern to compare.',
    );
  const share = `${formatNumber(refused)} of its ${formatCount(calls, 'call')} in the 24 hours before failed`;
  if (refusedReads > 0) {
    return finding(
      'raises',
      `${share}, ${formatCount(refusedReads, 'read')} of user data among them.`,
      denied,
      refused,
    );
  }
  if (refused >= 5 && refused / calls > 0.2)
    return finding('raises', `${share}: it may be finding out what it is allowed to do.`, denied, refused);
  return refused === 0
    ? finding(
        'lowers',
        `None of its ${formatCount(calls, 'call')} in the 24 hours before failed.`,
        { query: principal, ...range },
        calls,
      )
    : finding('neutral', `${share}.`, denied, refused);
};

/** Addresses a key was used from in the day before that it had not been used from until then. */
async function newAddresses(facts: Facts, key: string): Promise<{ fresh: string[]; known: number }> {
  const recent = {
    query: key,
    from: new Date(facts.at.getTime() - DAY_MS),
    to: new Date(facts.at.getTime() + 1),
  };
  const old = { query: key, from: new Date(0), to: recent.from };
  const [recentValues, oldValues] = await Promise.all([
    countValues(facts.db, recent, 'source_address'),
    countValues(facts.db, old, 'source_address'),
  ]);
  const known = new Set(oldValues.map(({ value }) => value));
  const fresh = recentValues.flatMap(({ value }) => (value !== null && !known.has(value) ? [value] : []));
  return { fresh, known: known.size };
}

/** How old the key is in the data, and whether it has just begun to be used from elsewhere. */
export const accessKey: Probe = async (facts) => {
  const key = byKey(facts);
  const seen = facts.identity.accessKey;
  if (!key || !seen?.firstSeen) return null;
  const age = facts.at.getTime() - Date.parse(seen.firstSeen);
  const uses = { query: key, from: new Date(seen.firstSeen), to: facts.at };
  const kind = facts.identity.accessKeyKind === 'temporary' ? 'Temporary key' : 'Long-term key';
  const since = `${kind}, first seen ${formatDuration(age)} before (${formatUtc(seen.firstSeen)})`;
  const { fresh, known } = await newAddresses(facts, key);
  if (known > 0 && fresh.length > 0) {
    const from = {
      query: allOf(key, fieldIs('source.address', fresh[0] ?? '')),
      from: new Date(facts.at.getTime() - DAY_MS),
      to: new Date(facts.at.getTime() + 1),
    };
    return finding(
      'raises',
      `${since}; in the last 24 hours it was used from ${fresh.length === 1 ? `an address it never came from before, ${fresh[0]}` : `${fresh.length} addresses it never came from before`}.`,
      from,
      await countEvents(facts.db, from),
    );
  }
  if (seen.eventsBefore === 0) return finding('neutral', `${kind}: this is its first use in the data.`);
  const calls = formatCount(seen.eventsBefore, 'call');
  return age < HOUR_MS
    ? finding('neutral', `${since}, ${calls} until then.`, uses, seen.eventsBefore)
    : finding(
        'lowers',
        `${since}, ${calls} until then, none from a new address in the last 24 hours.`,
        uses,
        seen.eventsBefore,
      );
};
