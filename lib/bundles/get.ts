import { assertCan } from '../auth/permissions';
import type { Context } from '../db/context';
import { notFound } from '../errors';
import { toBundleRow } from './internal';
import type { BundleDetail, BundleMemberRow } from './schemas';

const MEMBERS_MAX = 5000;
const PROBLEMS_MAX = 1000;
const TOP_MAX = 20;

/** What one bundle is and what came of it: members, problems, accounts, services, alerts. */
export async function getBundle({
  ctx,
  input,
}: {
  ctx: Context;
  input: { readonly id: number };
}): Promise<BundleDetail> {
  assertCan(ctx.actor, 'read');
  const { prisma, pool } = ctx.db;
  const bundle = await prisma.bundle.findUnique({ where: { id: input.id } });
  if (!bundle) throw notFound('bundle', input.id);
  const top = (column: string) =>
    pool.query<{ name: string; events: number }>(
      `select ${column} as name, count(*) as events from event
        where bundle_id = $1 and event_time between $2 and $3 and ${column} is not null
        group by 1 order by 2 desc, 1 limit ${TOP_MAX}`,
      [input.id, bundle.firstEvent, bundle.lastEvent],
    );
  const [members, problems, problemsTotal, accounts, services, alerts] = await Promise.all([
    prisma.bundleMember.findMany({
      where: { bundleId: input.id },
      orderBy: { id: 'asc' },
      take: MEMBERS_MAX,
    }),
    prisma.ingestProblem.findMany({
      where: { bundleId: input.id },
      orderBy: { id: 'asc' },
      take: PROBLEMS_MAX,
    }),
    prisma.ingestProblem.count({ where: { bundleId: input.id } }),
    top('cloud_account_id'),
    top('event_provider'),
    pool.query<{ alerts: number }>(
      `select count(*) as alerts from alert
         join event on event.event_id = alert.event_id and event.event_time = alert.event_time
        where event.bundle_id = $1 and alert.event_time between $2 and $3`,
      [input.id, bundle.firstEvent, bundle.lastEvent],
    ),
  ]);
  return {
    ...toBundleRow(bundle),
    memberRows: members.map((member) => ({
      id: member.id,
      path: member.path,
      envelope: member.envelope,
      status: member.status,
      sha256: member.sha256,
      bytes: Number(member.bytes),
      records: Number(member.records),
      inserted: Number(member.inserted),
      duplicates: Number(member.duplicates),
      conflicts: Number(member.conflicts),
      skipped: Number(member.skipped),
      errors: Number(member.errors),
      reason: member.reason,
      sameAs: member.sameAs,
      keptAs: member.keptAs as BundleMemberRow['keptAs'],
    })),
    problems: problems.map(({ member, kind, position, reason, count }) => ({
      member,
      kind: kind === 'skip' ? 'skip' : 'error',
      position,
      reason,
      count: Number(count),
    })),
    problemsTotal,
    accounts: accounts.rows.map(({ name, events }) => ({ id: name, events })),
    services: services.rows,
    alerts: alerts.rows[0]?.alerts ?? 0,
  };
}
