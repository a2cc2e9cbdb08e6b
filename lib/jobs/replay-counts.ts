import type pg from 'pg';
import type { BatchEvent } from '../ingest/batch';
import { type Counters, noCounters } from '../ingest/progress';
import type { Settled } from '../ingest/settle-events';
import { HOUR_MS } from '../time';

interface Hour {
  readonly bundleId: number;
  readonly account: string;
  readonly region: string;
  readonly hour: number;
  records: number;
  events: number;
}

/** Bundles: those whose members' counters changed, and what is counted for each. */
const BUNDLES_SQL = `
  with changed as (
    select distinct bundle_id from bundle_member where id = any($1::int[]) or same_as = any($1::int[])
  ), sums as (
    select m.bundle_id, sum(records) as records, sum(inserted) as inserted, sum(duplicates) as duplicates,
           sum(conflicts) as conflicts, sum(errors) as errors,
           sum(skipped) + count(*) filter (where status = 'skipped') as skipped,
           count(*) filter (where status = 'known') as known
      from bundle_member m join changed using (bundle_id) group by m.bundle_id
  )
  update bundle
     set records = sums.records, inserted = sums.inserted, duplicates = sums.duplicates, conflicts = sums.conflicts,
         errors = sums.errors, skipped = sums.skipped, known = sums.known
    from sums where bundle.id = sums.bundle_id`;

/** Members that are only known repeat what the member that stands for them was counted. */
const KNOWN_SQL = `
  update bundle_member known
     set duplicates = holder.inserted + holder.duplicates, conflicts = holder.conflicts
    from bundle_member holder, bundle
   where holder.id = known.same_as and known.status = 'known' and holder.id = any($1::int[])
     and bundle.id = known.bundle_id and bundle.status = 'done'`;

/** What settling records anew changes in the counts of members, bundles and hours. */
export class ReplayCounts {
  private readonly members = new Map<number, Counters>();
  private readonly hours = new Map<string, Hour>();
  private readonly spans = new Map<number, { first: string; last: string }>();

  /** A record that is about to be settled anew: what it was counted as no longer stands. */
  uncount(memberId: number, as: 'duplicates' | 'conflicts'): void {
    this.member(memberId)[as] -= 1;
  }

  /** `whole`: members that are read for the first time, whose records no hour knows of. */
  count(events: readonly BatchEvent[], settled: Settled, whole: ReadonlySet<number>): void {
    for (const [memberId, counters] of settled.perMember) {
      const sum = this.member(memberId);
      sum.inserted += counters.inserted;
      sum.duplicates += counters.duplicates;
      sum.conflicts += counters.conflicts;
    }
    for (const event of settled.fresh) this.hour(event).events += 1;
    for (const event of events) {
      if (!whole.has(event.memberId)) continue;
      this.hour(event).records += 1;
      this.extend(event);
    }
  }

  async write(client: pg.PoolClient): Promise<void> {
    const { rows } = await client.query<{ id: number }>('select heir_id as id from heir');
    const ids = [...new Set([...this.members.keys(), ...rows.map(({ id }) => id)])];
    await this.writeMembers(client);
    await client.query(KNOWN_SQL, [ids]);
    await client.query(BUNDLES_SQL, [ids]);
    await this.writeSpans(client);
    await this.writeHours(client);
  }

  private member(id: number): Counters {
    const counters = this.members.get(id) ?? noCounters();
    this.members.set(id, counters);
    return counters;
  }

  private hour({ place, accountId: account, region, eventTime }: BatchEvent): Hour {
    const { bundleId } = place;
    const hour = Math.floor(Date.parse(eventTime) / HOUR_MS);
    const key = JSON.stringify([bundleId, account, region, hour]);
    const row = this.hours.get(key) ?? { bundleId, account, region, hour, records: 0, events: 0 };
    this.hours.set(key, row);
    return row;
  }

  private extend({ place, eventTime }: BatchEvent): void {
    const span = this.spans.get(place.bundleId) ?? { first: eventTime, last: eventTime };
    this.spans.set(place.bundleId, span);
    if (eventTime < span.first) span.first = eventTime;
    if (eventTime > span.last) span.last = eventTime;
  }

  private async writeMembers(client: pg.PoolClient): Promise<void> {
    const rows = [...this.members];
    await client.query(
      `update bundle_member m
          set inserted = m.inserted + c.inserted, duplicates = m.duplicates + c.duplicates,
              conflicts = m.conflicts + c.conflicts
         from unnest($1::int[], $2::bigint[], $3::bigint[], $4::bigint[]) as c (id, inserted, duplicates, conflicts)
        where m.id = c.id`,
      [
        rows.map(([id]) => id),
        rows.map(([, counters]) => counters.inserted),
        rows.map(([, counters]) => counters.duplicates),
        rows.map(([, counters]) => counters.conflicts),
      ],
    );
  }

  private async writeSpans(client: pg.PoolClient): Promise<void> {
    const rows = [...this.spans];
    await client.query(
      `update bundle
          set first_event = least(first_event, s.first), last_event = greatest(last_event, s.last)
         from unnest($1::int[], $2::timestamptz[], $3::timestamptz[]) as s (id, first, last)
        where bundle.id = s.id`,
      [rows.map(([id]) => id), rows.map(([, { first }]) => first), rows.map(([, { last }]) => last)],
    );
  }

  private async writeHours(client: pg.PoolClient): Promise<void> {
    const rows = [...this.hours.values()];
    await client.query(
      `insert into activity_hour (bundle_id, account_id, region, hour, records, events)
       select bundle_id, account, region, to_timestamp(hour * 3600.0), records, events
         from unnest($1::int[], $2::text[], $3::text[], $4::bigint[], $5::bigint[], $6::bigint[])
           as a (bundle_id, account, region, hour, records, events)
       on conflict (bundle_id, account_id, region, hour) do update
          set records = activity_hour.records + excluded.records, events = activity_hour.events + excluded.events`,
      [
        rows.map((row) => row.bundleId),
        rows.map((row) => row.account),
        rows.map((row) => row.region),
        rows.map((row) => row.hour),
        rows.map((row) => row.records),
        rows.map((row) => row.events),
      ],
    );
    await client.query(
      `delete from activity_hour using (select distinct heir_bundle_id from heir) h
        where bundle_id = h.heir_bundle_id and records <= 0 and events <= 0`,
    );
  }
}
