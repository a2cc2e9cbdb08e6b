import type { RecordLocation } from './schemas';

/** Columns of a place of a record: `place` (event, event_copy or event_conflict), its segment, member and bundle. */
export function locationColumns(prefix: string, place: string): string {
  return `
    ${prefix}bundle.id as ${prefix}bundle_id, ${prefix}bundle.name as ${prefix}bundle_name,
    ${prefix}member.id as ${prefix}member_id, ${prefix}member.path as ${prefix}member,
    ${prefix}segment.member_offset + ${place}.record_offset as ${prefix}offset,
    ${place}.record_length as ${prefix}length`;
}

/** Joins from a place to its segment, member and bundle. */
export function locationJoins(prefix: string, place: string): string {
  return `
    join evidence_segment ${prefix}segment on ${prefix}segment.id = ${place}.segment_id
    join bundle_member ${prefix}member on ${prefix}member.id = ${prefix}segment.member_id
    join bundle ${prefix}bundle on ${prefix}bundle.id = ${prefix}member.bundle_id`;
}

/** What `locationColumns` gives. */
export type LocationRecord<Prefix extends string> = {
  readonly [Key in
    | `${Prefix}bundle_id`
    | `${Prefix}member_id`
    | `${Prefix}offset`
    | `${Prefix}length`]: number;
} & { readonly [Key in `${Prefix}bundle_name` | `${Prefix}member`]: string };

export function toLocation(row: LocationRecord<''>): RecordLocation {
  return {
    bundleId: row.bundle_id,
    bundleName: row.bundle_name,
    memberId: row.member_id,
    member: row.member,
    offset: row.offset,
    length: row.length,
  };
}
