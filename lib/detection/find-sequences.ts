import type pg from 'pg';
import { matchSequences, type SequenceMatch, type SequenceQuery } from '../eql';
import { readSequenceRow, type SequenceSqlRow, sequenceToSql } from '../eql/sequence-sql';
import type { EqlRule } from '../rules/definition';
import type { Find } from './alert-row';
import { eligibleSql } from './eligible';
import { termsHash } from './terms-hash';

/** Every sequence there is, in the order in which they are complete. */
export async function findSequences(
  pool: pg.Pool,
  rule: EqlRule,
  query: SequenceQuery,
  needed: readonly string[],
): Promise<readonly Find[]> {
  const statement = sequenceToSql(query, {
    source: `(select * from event where ${eligibleSql('$1::text[]')})`,
    startIndex: 2,
    categoryField: rule.categoryField,
  });
  const { rows } = await pool.query<SequenceSqlRow>(statement.text, [needed, ...statement.values]);
  return matchSequences(rows.map(readSequenceRow), query).flatMap(toFind);
}

/** The last event stands for the sequence; all of them tell it from another that ends the same way. */
function toFind({ events, key }: SequenceMatch): Find[] {
  const last = events.at(-1);
  if (!last) return [];
  return [
    {
      eventId: last.eventId,
      eventTime: new Date(last.eventTimeMs),
      termsHash: termsHash([...key, ...events.map(({ eventId }) => eventId)]),
      newTerms: [],
      evidence: {
        type: 'sequence',
        key,
        events: events.map(({ eventId, eventTimeMs }) => ({
          eventId,
          eventTime: new Date(eventTimeMs).toISOString(),
        })),
      },
    },
  ];
}
