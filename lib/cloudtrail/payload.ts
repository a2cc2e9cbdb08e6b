import type { JsonObject } from '../ecs';
import { removeEmpties } from './empties';
import type { RawJson } from './record';
import { renderJava } from './render-java-map';
import { type Draft, isPlainObject } from './values';

/** Elasticsearch refuses longer terms, so the pipeline makes no flattened copy of what renders longer. */
const FLATTENED_LENGTH_MAX = 32_766;

type Payload = 'request_parameters' | 'response_elements' | 'additional_eventdata' | 'service_event_details';

/** Sets a payload twice: as the text rules match on, and as an object whose leaves can be addressed. */
export function setPayload(event: Draft, name: Payload, raw: RawJson | undefined): void {
  if (raw === undefined || raw === null) return;
  const rendered = renderJava(raw);
  if (rendered === undefined) return;
  event[`aws.cloudtrail.${name}`] = rendered;
  if (rendered.length >= FLATTENED_LENGTH_MAX) return;
  const copy = removeEmpties(raw);
  if (isPlainObject(copy)) event[`aws.cloudtrail.flattened.${name}`] = copy as JsonObject;
}
