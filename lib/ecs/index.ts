export type {
  EcsDocument,
  EcsEvent,
  EcsResource,
  EcsValue,
  GeoPoint,
  JsonObject,
  JsonValue,
} from './event';
export { fieldStrings, flatten, nest } from './event';
export type { Field, FieldName, FieldType, ResolvedField, Storage } from './fields';
export { FIELDS, isBeyondLimit, resolveField } from './fields';
export { Severity, severityRank } from './severity';
export type { EcsSlots, SlotName } from './slots';
export { eventToSlots, newSlots, SLOT, setFields, slotsToEvent } from './slots';
