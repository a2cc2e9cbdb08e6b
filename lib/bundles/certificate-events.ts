import type { Database } from '../db/client';
import { fieldIs, parseKql } from '../kql';
import { kqlToSql } from '../kql/to-sql';
import type { EventExample, EventLink, OmittedCount, ValueCount } from './schemas';

/** The events a bundle has: what restricts every query over them, so that only its months are read. */
export interface BundleSpan {
  readonly bundleId: number;
  readonly first: Date;
  readonly last: Date;
}

const SERVICES_MAX = 20;
const EXAMPLES_MAX = 5;

export function linkTo(
  bundleId: number,
  query = '',
  from: Date | null = null,
  to: Date | null = null,
): EventLink {
  return { bundle: bundleId, query, from: from?.toISOString() ?? null, to: to?.toISOString() ?? null };
}

/** KQL for a value of a field; for the empty value, that there is none. */
export function valueQuery(field: string, value: string): string {
  return value === '' ? `not ${field}: *` : fieldIs(field, value);
}

/** Services by events, largest first. */
export async function countServices(db: Database, span: BundleSpan): Promise<ValueCount[]> {
  const { rows } = await db.pool.query<{ value: string; events: number }>(
    `select coalesce(event_provider, '') as value, count(*) as events
       from event where bundle_id = $1 and event_time between $2 and $3
      group by 1 order by 2 desc, 1 limit ${SERVICES_MAX}`,
    [span.bundleId, span.first, span.last],
  );
  return rows.map(({ value, events }) => ({
    value,
    events,
    link: linkTo(span.bundleId, valueQuery('event.provider', value)),
  }));
}

/** Accounts or regions by events, from the hours, which know them already. */
export async function countPlaces(
  db: Database,
  bundleId: number,
  column: 'account_id' | 'region',
  limit: number,
): Promise<ValueCount[]> {
  const field = column === 'region' ? 'cloud.region' : 'cloud.account.id';
  const { rows } = await db.pool.query<{ value: string; events: number }>(
    `select ${column} as value, sum(events)::bigint as events
       from activity_hour where bundle_id = $1
      group by 1 having sum(events) > 0 order by 2 desc, 1 limit $2`,
    [bundleId, limit],
  );
  return rows.map(({ value, events }) => ({
    value,
    events,
    link: linkTo(bundleId, valueQuery(field, value)),
  }));
}

/**
 * Parts of a record that CloudTrail leaves out above 100 kB each, putting `{"omitted": true, "reason": "… too large",
 * …}` in their place. Padding a policy until this happens is a known way to hide it.
 */
const PARTS = [
  ['requestParameters', 'aws.cloudtrail.flattened.request_parameters.omitted: true'],
  ['responseElements', 'aws.cloudtrail.flattened.response_elements.omitted: true'],
  ['additionalEventData', 'aws.cloudtrail.flattened.additional_eventdata.omitted: true'],
  ['serviceEventDetails', 'aws.cloudtrail.flattened.service_event_details.omitted: true'],
] as const;
const ANY_PART = PARTS.map(([, query]) => query).join(' or ');

function condition(query: string, startIndex: number) {
  const parsed = parseKql(query);
  if (!parsed.ok) throw new Error(`${query}: ${parsed.message}`);
  return kqlToSql(parsed.ast, { startIndex });
}

type OmittedRecord = { readonly [Name in 'events' | (typeof PARTS)[number][0]]: number } & {
  readonly examples: readonly EventExample[] | null;
};

/** Events of which CloudTrail left parts out because they were too large. The links' own queries count them. */
export async function countOmitted(db: Database, span: BundleSpan): Promise<OmittedCount> {
  const values: unknown[] = [span.bundleId, span.first, span.last];
  const compile = (query: string): string => {
    const { text, values: own } = condition(query, values.length + 1);
    values.push(...own);
    return text;
  };
  const any = compile(ANY_PART);
  const flags = PARTS.map(([part, query]) => `coalesce(${compile(query)}, false) as "${part}"`);
  const counts = PARTS.map(([part]) => `count(*) filter (where "${part}") as "${part}"`);
  const { rows } = await db.pool.query<OmittedRecord>(
    `with cut as materialized (
       select event_id, event_time, segment_id, ${flags.join(', ')}
         from event where bundle_id = $1 and event_time between $2 and $3 and (${any})
     ), first as (
       select * from cut order by event_time, event_id limit ${EXAMPLES_MAX}
     )
     select count(*) as events, ${counts.join(', ')},
            (select jsonb_agg(jsonb_build_object('eventId', first.event_id, 'eventTime', first.event_time,
                                                 'memberId', member.id, 'member', member.path)
                              order by first.event_time, first.event_id)
               from first join evidence_segment segment on segment.id = first.segment_id
               join bundle_member member on member.id = segment.member_id) as examples
       from cut`,
    values,
  );
  const [row] = rows;
  return {
    events: row?.events ?? 0,
    parts: PARTS.flatMap(([part, query]) => {
      const events = row?.[part] ?? 0;
      return events > 0 ? [{ part, events, link: linkTo(span.bundleId, query) }] : [];
    }),
    examples: (row?.examples ?? []).map((example) => ({
      ...example,
      eventTime: new Date(example.eventTime).toISOString(),
    })),
    link: linkTo(span.bundleId, ANY_PART),
  };
}

export function toExample(row: {
  readonly event_id: string;
  readonly event_time: Date;
  readonly member_id: number;
  readonly member: string;
}): EventExample {
  return {
    eventId: row.event_id,
    eventTime: row.event_time.toISOString(),
    memberId: row.member_id,
    member: row.member,
  };
}

export const NOTHING_OMITTED = (bundleId: number): OmittedCount => ({
  events: 0,
  parts: [],
  examples: [],
  link: linkTo(bundleId, ANY_PART),
});
