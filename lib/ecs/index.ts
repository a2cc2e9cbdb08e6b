export type {
  EcsDocument,
  EcsEvent,
  EcsResource,
  EcsValue,
  GeoPoint,
  JsonObject,
  JsonValue,
} from './event';
export { fieldStrings, nest } from './event';
export type { Field, FieldName, FieldType, ResolvedField, Storage } from './fields';
export { Severity, severityRank } from './severity';
export { FIELDS, resolveField } from './fields';
