import type { Context } from '../db/context';
import { loadEnabledRules } from '../rules/load-enabled';

/**
 * Whether events came in that some enabled rule was not evaluated over: since its last evaluation of everything, or
 * at all. A bundle under way counts: its events arrive batch by batch.
 */
export async function hasNewEvents(ctx: Context): Promise<boolean> {
  const rules = await loadEnabledRules(ctx.db);
  const { rows } = await ctx.db.pool.query<{ fresh: boolean }>(
    `select exists (
       select 1
         from bundle, unnest($1::text[]) as asked (rule_id)
        where bundle.inserted > 0
          and coalesce(bundle.finished_at, now()) > coalesce(
            (select max(e.started_at)
               from rule_execution e
              where e.rule_id = asked.rule_id and e.status in ('succeeded', 'not_evaluable')
                and e.range_from is null and e.range_to is null),
            '-infinity')
     ) as fresh`,
    [rules.map(({ ruleId }) => ruleId)],
  );
  return rows[0]?.fresh ?? false;
}
