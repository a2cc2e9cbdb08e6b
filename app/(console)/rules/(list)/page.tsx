import { dehydrate, HydrationBoundary } from '@tanstack/react-query';
import type { Metadata } from 'next';
import { RuleList } from '@/components/rules/rule-list';
import { can } from '@/lib/auth/permissions';
import { requireActor } from '@/lib/auth/require';
import { makeQueryClient } from '@/lib/queries/query-client';
import { ruleListQuery } from '@/lib/queries/rules';
import { listRules } from '@/lib/rules/list';
import { evaluateRulesAction, importRulesAction, setRulesEnabledAction } from '../actions';

export const metadata: Metadata = { title: 'Rules' };

export default async function RulesPage() {
  const ctx = await requireActor();
  const client = makeQueryClient();
  await client.prefetchQuery({ ...ruleListQuery(), queryFn: () => listRules({ ctx }) });
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <RuleList
        evaluate={evaluateRulesAction}
        setEnabled={can(ctx.actor, 'manage_rules') ? setRulesEnabledAction : null}
        importRules={can(ctx.actor, 'manage_rules') ? importRulesAction : null}
      />
    </HydrationBoundary>
  );
}
