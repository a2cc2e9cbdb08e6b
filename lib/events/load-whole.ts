import { decodeRecord, toEcs, withoutUntold } from '../cloudtrail';
import type { Database } from '../db/client';
import type { EcsEvent, GeoPoint } from '../ecs';
import { toUserAgentFields } from '../enrich/agent';
import { readSegments, type Segment } from './read-evidence';

/** An event with everything: its ECS document and its record exactly as it came. */
export interface WholeEvent {
  readonly eventId: string;
  readonly eventTime: string;
  readonly bundleId: number;
  readonly memberId: number;
  readonly ecs: EcsEvent;
  /** The record's own text; for one that came inside something else, without that. */
  readonly raw: string;
  readonly isCarried: boolean;
  /** Where the record, or what carried it, begins in the member's decompressed bytes. */
  readonly memberPosition: number;
}

interface PlaceRow {
  readonly event_id: string;
  readonly event_time: Date;
  readonly ingested_at: Date;
  readonly bundle_id: number;
  readonly segment_id: number;
  readonly record_offset: number;
  readonly record_length: number;
  readonly country_iso_code: string | null;
  readonly country_name: string | null;
  readonly region_name: string | null;
  readonly city_name: string | null;
  readonly continent_name: string | null;
  readonly location: { readonly x: number; readonly y: number } | null;
  readonly as_number: number | null;
  readonly as_organization: string | null;
}

const PLACE_SQL = `
  select e.event_id, e.event_time, e.ingested_at, e.bundle_id, e.segment_id, e.record_offset, e.record_length,
         e.source_geo_country_iso_code as country_iso_code,
         e.source_geo_country_name as country_name,
         e.source_geo_region_name as region_name,
         e.source_geo_city_name as city_name,
         e.source_geo_continent_name as continent_name,
         e.source_geo_location as location,
         e.source_as_number as as_number,
         e.source_as_organization_name as as_organization
    from unnest($1::uuid[], $2::timestamptz[]) as wanted (id, at)
    join event e on e.event_id = wanted.id and e.event_time = wanted.at`;

/** What the look-ups said at ingest, so that a document read later does not change with a newer geo database. */
function storedGeo(row: PlaceRow): Partial<EcsEvent> | null {
  const location: GeoPoint | null = row.location ? { lat: row.location.y, lon: row.location.x } : null;
  const fields = {
    'source.geo.continent_name': row.continent_name,
    'source.geo.country_iso_code': row.country_iso_code,
    'source.geo.country_name': row.country_name,
    'source.geo.region_name': row.region_name,
    'source.geo.city_name': row.city_name,
    'source.geo.location': location,
    'source.as.number': row.as_number,
    'source.as.organization.name': row.as_organization,
  };
  const present = Object.entries(fields).filter(([, value]) => value !== null);
  return present.length > 0 ? (Object.fromEntries(present) as Partial<EcsEvent>) : null;
}

function toWhole(row: PlaceRow, segment: Segment): WholeEvent {
  const bytes = segment.bytes.subarray(row.record_offset, row.record_offset + row.record_length);
  const parsed = decodeRecord(bytes, { header: segment.header });
  if (!parsed.ok) throw new Error(`Evidence of event ${row.event_id} does not read back: ${parsed.reason}`);
  const geo = storedGeo(row);
  const ecs = withoutUntold(toEcs(parsed.record, { geo: () => geo, agent: toUserAgentFields }), parsed.lacks);
  return {
    eventId: row.event_id,
    eventTime: row.event_time.toISOString(),
    bundleId: row.bundle_id,
    memberId: segment.memberId,
    memberPosition: segment.memberOffset + row.record_offset,
    ecs: { ...ecs, 'event.ingested': row.ingested_at.toISOString() },
    raw: parsed.text ?? bytes.toString('utf8'),
    isCarried: parsed.text !== null,
  };
}

/** Segments in memory at once: each is about 2 MB unpacked. */
const SEGMENTS_AT_ONCE = 16;

/** Loads whole events by key, in no particular order. Keys that no event has are left out. */
export async function loadWholeEvents(
  db: Database,
  keys: ReadonlyArray<{ readonly eventId: string; readonly eventTime: string }>,
): Promise<WholeEvent[]> {
  if (keys.length === 0) return [];
  const { rows } = await db.pool.query<PlaceRow>(PLACE_SQL, [
    keys.map((key) => key.eventId),
    keys.map((key) => key.eventTime),
  ]);
  const ids = [...new Set(rows.map((row) => row.segment_id))];
  const whole: WholeEvent[] = [];
  for (let start = 0; start < ids.length; start += SEGMENTS_AT_ONCE) {
    const segments = await readSegments(db.pool, ids.slice(start, start + SEGMENTS_AT_ONCE));
    for (const row of rows) {
      const segment = segments.get(row.segment_id);
      if (segment) whole.push(toWhole(row, segment));
    }
  }
  return whole;
}
