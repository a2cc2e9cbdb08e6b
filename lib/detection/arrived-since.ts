import type pg from 'pg';

interface Row {
  readonly last: Date | null;
  readonly is_unsure: boolean;
  readonly earliest: Date | null;
}

/**
 * Earliest event time of what came since a rule was last evaluated over everything; null when nothing came. What lies
 * before it rests on the same events as then. `-Infinity` when anything may be different: the rule was changed or never
 * evaluated, a bundle was deleted, or one is being read whose span is not known yet.
 */
export async function arrivedSince(pool: pg.Pool, ruleId: string): Promise<number | null> {
  const { rows } = await pool.query<Row>(
    `with evaluated as (
       select max(started_at) as last from rule_execution
        where rule_id = $1 and status in ('succeeded', 'not_evaluable')
          and range_from is null and range_to is null
     ), arrived as (
       select first_event from bundle, evaluated
        where inserted > 0 and coalesce(finished_at, now()) > evaluated.last
     )
     select evaluated.last,
            exists (select from rule where id = $1 and updated_at > evaluated.last)
              or exists (select from audit_entry where action = 'bundle.delete' and at > evaluated.last)
              or exists (select from arrived where first_event is null) as is_unsure,
            (select min(first_event) from arrived) as earliest
       from evaluated`,
    [ruleId],
  );
  const [row] = rows;
  if (!row?.last || row.is_unsure) return Number.NEGATIVE_INFINITY;
  return row.earliest?.getTime() ?? null;
}
