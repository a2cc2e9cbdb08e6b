import { formatCount } from '../../format';
import { allOf, countActions, type Evidence, finding, listActions } from '../evidence';
import { AROUND_MS, after, before, bySame, type Probe } from '../facts';
import type { Finding } from '../schemas';

const IAM_CHANGES =
  '((event.provider: iam.amazonaws.com and aws.cloudtrail.read_only: false) or event.action: (AssumeRole or AssumeRoleWithSAML or AssumeRoleWithWebIdentity or GetSessionToken or GetFederationToken or CreateAccessKey))';

/** Moves that follow a harvested credential: new machines, data, other roles, secrets, blinding the trail. */
const LATERAL_MOVES =
  'event.action: (RunInstances or GetObject or AssumeRole or GetSecretValue or GetParameter or GetParameters or SendCommand or StartSession or ModifyInstanceAttribute or CreateSnapshot or ModifySnapshotAttribute or StopLogging or DeleteTrail or PutEventSelectors or ListBuckets)';

async function tellCalls(
  db: Parameters<typeof countActions>[0],
  around: Evidence,
  what: string,
  none: string,
): Promise<Finding> {
  const [actions, failed] = await Promise.all([
    countActions(db, around),
    countActions(db, { ...around, query: allOf(around.query, 'event.outcome: failure') }),
  ]);
  const count = actions.reduce((sum, { events }) => sum + events, 0);
  if (count === 0) return finding('lowers', none);
  const refused = failed.reduce((sum, { events }) => sum + events, 0);
  const tail = refused > 0 ? ` ${refused === count ? 'All' : refused} of these were refused.` : '';
  return finding('raises', `${what}: ${listActions(actions)}.${tail}`, around, count);
}

/** IAM changes and credentials issued around the read, by the same principal, key or address. */
export const iamChanges: Probe = async (facts) => {
  const same = bySame(facts);
  if (!same) return null;
  const around = {
    query: allOf(same, IAM_CHANGES),
    from: before(facts.at, AROUND_MS).from,
    to: after(facts.at, AROUND_MS).to,
  };
  return tellCalls(
    facts.db,
    around,
    'Within an hour, by the same principal, key or address',
    'No IAM change and no new credential by the same principal, key or address within an hour.',
  );
};

/** What the caller did next. */
export const lateralMoves: Probe = async (facts) => {
  const same = bySame(facts);
  if (!same) return null;
  return tellCalls(
    facts.db,
    { query: allOf(same, LATERAL_MOVES), ...after(facts.at, AROUND_MS) },
    'In the hour after, by the same principal, key or address',
    'No machine started, object or secret read, role taken or trail stopped by the same principal, key or address in the hour after.',
  );
};

/** How people decided about earlier alerts of the same principal or instance: a memory, not a score. */
export const earlierDecisions: Probe = async ({ db, alert }) => {
  const { rows } = await db.pool.query<{ reason: string; alerts: number }>(
    `select reason, count(*) as alerts from alert
      where rule_id = $1 and id <> $2 and status = 'closed' and (principal_arn = $3 or resource = $4)
      group by 1 order by 2 desc`,
    [alert.ruleId, alert.id, alert.principalArn, alert.resource],
  );
  const total = rows.reduce((sum, { alerts }) => sum + alerts, 0);
  if (total === 0)
    return finding('cannot_tell', 'No earlier alert of this principal or instance has been decided.');
  const words = rows.map(({ reason, alerts }) => `${alerts} ${reason.replaceAll('_', ' ')}`).join(', ');
  const isConcern = rows.some(({ reason }) => reason === 'true_positive');
  return finding(
    isConcern ? 'raises' : 'lowers',
    `${formatCount(total, 'alert')} of this principal or instance ${total === 1 ? 'was' : 'were'} closed: ${words}.`,
  );
};
