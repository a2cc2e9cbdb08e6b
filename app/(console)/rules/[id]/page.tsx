import { dehydrate, HydrationBoundary } from '@tanstack/react-query';
import type { Metadata } from 'next';
import { Guide } from '@/components/rules/guide';
import { RulePage } from '@/components/rules/rule-page';
import { requireActor } from '@/lib/auth/require';
import { makeQueryClient } from '@/lib/queries/query-client';
import { ruleDetailQuery } from '@/lib/queries/rules';
import { getRule } from '@/lib/rules/get';
import { orNotFound } from '../../or-not-found';
import { evaluateRulesAction } from '../actions';

export const metadata: Metadata = { title: 'Rule' };

export default async function RuleDetailPage({ params }: PageProps<'/rules/[id]'>) {
  const ctx = await requireActor();
  const id = decodeURIComponent((await params).id);
  const rule = await orNotFound(() => getRule({ ctx, input: { id } }));
  const client = makeQueryClient();
  client.setQueryData(ruleDetailQuery(id).queryKey, rule);
  return (
    <HydrationBoundary state={dehydrate(client)}>
      {/* Rendered here, so that the Markdown reader stays out of the browser's script. */}
      <RulePage id={id} evaluate={evaluateRulesAction} guide={<Guide markdown={rule.note} />} />
    </HydrationBoundary>
  );
}
