import { dehydrate, HydrationBoundary } from '@tanstack/react-query';
import type { Metadata } from 'next';
import { cache } from 'react';
import { Guide } from '@/components/rules/guide';
import { RulePage } from '@/components/rules/rule-page';
import { can } from '@/lib/auth/permissions';
import { requireActor } from '@/lib/auth/require';
import { makeQueryClient } from '@/lib/queries/query-client';
import { ruleDetailQuery } from '@/lib/queries/rules';
import { getRule } from '@/lib/rules/get';
import { orNotFound } from '../../or-not-found';
import { evaluateRulesAction, setRulesEnabledAction } from '../actions';

/** Once per request, for the title and the page. */
const readRule = cache(async (param: string) => {
  const ctx = await requireActor();
  return orNotFound(() => getRule({ ctx, input: { id: decodeURIComponent(param) } }));
});

export async function generateMetadata({ params }: PageProps<'/rules/[id]'>): Promise<Metadata> {
  return { title: (await readRule((await params).id)).name };
}

export default async function RuleDetailPage({ params }: PageProps<'/rules/[id]'>) {
  const rule = await readRule((await params).id);
  const ctx = await requireActor();
  const client = makeQueryClient();
  client.setQueryData(ruleDetailQuery(rule.id).queryKey, rule);
  return (
    <HydrationBoundary state={dehydrate(client)}>
      {/* Rendered here, so that the Markdown reader stays out of the browser's script. */}
      <RulePage
        id={rule.id}
        evaluate={evaluateRulesAction}
        setEnabled={can(ctx.actor, 'manage_rules') ? setRulesEnabledAction : null}
        guide={<Guide markdown={rule.note} />}
      />
    </HydrationBoundary>
  );
}
