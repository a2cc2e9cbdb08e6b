/** The door: from files to members, from members to records, from records to ECS events. */
export type { Enrich } from './enrich';
export { NO_ENRICH } from './enrich';
export type {
  EnvelopeKind,
  EnvelopeReader,
  RecordItem,
  RecordLimits,
  RecordProblem,
  RecordScanner,
  RecordSlice,
} from './envelope';
export { DEFAULT_RECORD_LIMITS, ENVELOPE_NAMES } from './envelope';
export { derivedUuid, eventKey, isCanonicalUuid } from './event-key';
export { parseEventTime } from './event-time';
export type { ExpansionLimits } from './expansion';
export { DEFAULT_EXPANSION_LIMITS } from './expansion';
export type { DecodedRecord, DecodeOptions } from './forms/decode';
export { decodeRecord } from './forms/decode';
export type { RecordForm } from './forms/form';
export { forgetUntold, withoutUntold } from './forms/lacks';
export type {
  Member,
  MemberOptions,
  MemberRefusal,
  MemberSource,
  MemberSummary,
  WholeBytes,
} from './members';
export { openMembers, WHOLE_CONTENT_MAX } from './members';
export { NumberLiteral } from './number-literal';
export type { ParsedRecord } from './parse-record';
export { parseRecord, parseRecordText } from './parse-record';
export type { CloudTrailRecord, RawJson, RawObject } from './record';
export type { RecordKind } from './record-kind';
export { recordKind, recordProblem } from './record-kind';
export type { RecordReader } from './records';
export { readRecords } from './records';
export { renderJava } from './render-java-map';
export { toEcs, toEcsSlots } from './to-ecs';
