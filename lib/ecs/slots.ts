import type { EcsEvent, EcsResource, EcsValue } from './event';
import { FIELDS, type FieldName } from './fields';

/** What an event can hold: the registered fields, and the resources whole. */
export type SlotName = Exclude<FieldName, `aws.cloudtrail.resources.${string}`> | 'aws.cloudtrail.resources';

const RESOURCES = 'aws.cloudtrail.resources';

/** Names by slot. */
const SLOT_NAMES: readonly string[] = [
  ...[...FIELDS.keys()].filter((name) => !name.startsWith(`${RESOURCES}.`)),
  RESOURCES,
];

/** Slots by name. */
export const SLOT = Object.freeze(
  Object.fromEntries(SLOT_NAMES.map((name, slot) => [name, slot])),
) as Readonly<Record<SlotName, number>>;

/**
 * An event by number instead of name. Hundreds of thousands of events of a hundred optional fields each are as many
 * hash tables when they are objects: building and reading one took as long as parsing its record twice.
 */
export type EcsSlots = Array<EcsValue | readonly EcsResource[] | undefined>;

export function newSlots(): EcsSlots {
  return new Array<undefined>(SLOT_NAMES.length).fill(undefined);
}

/** Sets fields that come by name. */
export function setFields(slots: EcsSlots, fields: Readonly<Partial<Record<SlotName, EcsValue>>>): void {
  for (const name in fields) slots[SLOT[name as SlotName]] = fields[name as SlotName];
}

/** The same event as an object; absent fields have no key. */
export function slotsToEvent(slots: EcsSlots): EcsEvent {
  const event: Record<string, unknown> = {};
  for (let slot = 0; slot < slots.length; slot += 1) {
    const value = slots[slot];
    if (value !== undefined) event[SLOT_NAMES[slot] as string] = value;
  }
  return event as EcsEvent;
}

/** The inverse. Names that the registry does not have are left out. */
export function eventToSlots(event: EcsEvent): EcsSlots {
  const slots = newSlots();
  for (const [name, value] of Object.entries(event)) {
    const slot = (SLOT as Readonly<Record<string, number | undefined>>)[name];
    if (slot !== undefined) slots[slot] = value;
  }
  return slots;
}
