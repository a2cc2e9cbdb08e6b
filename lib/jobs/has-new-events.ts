import type { Context } from '../db/context';

/**
 * Whether events came in since the rules were last evaluated over everything. A bundle under way counts: its events
 * arrive batch by batch.
 */
export async function hasNewEvents(ctx: Context): Promise<boolean> {
  const { rows } = await ctx.db.pool.query<{ fresh: boolean }>(
    `select exists (
       select 1 from bundle
        where inserted > 0
          and coalesce(finished_at, now()) > coalesce(
            (select min(last) from (
               select max(e.started_at) as last
                 from rule left join rule_execution e
                   on e.rule_id = rule.id and e.status = 'succeeded' and e.range_from is null and e.range_to is null
                where rule.enabled
                group by rule.id
             ) per_rule),
            '-infinity')
     ) as fresh`,
  );
  return rows[0]?.fresh ?? false;
}
