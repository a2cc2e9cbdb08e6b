import { type EcsSlots, type JsonObject, SLOT } from '../ecs';
import { removeEmpties } from './empties';
import type { RawJson, RawObject } from './record';
import { renderJava } from './render-java-map';
import { isPlainObject } from './values';

/** Elasticsearch refuses longer terms, so the pipeline makes no flattened copy of what renders longer. */
const FLATTENED_LENGTH_MAX = 32_766;

/** A payload as the text that rules match on, and as an object whose leaves can be addressed. */
export interface Payload {
  readonly rendered: string;
  readonly flattened: JsonObject | undefined;
}

/** Undefined when nothing is left of the payload once empties are removed. */
export function toPayload(raw: RawJson | undefined): Payload | undefined {
  if (raw === undefined || raw === null) return undefined;
  const rendered = renderJava(raw);
  if (rendered === undefined) return undefined;
  const copy = rendered.length < FLATTENED_LENGTH_MAX ? removeEmpties(raw) : undefined;
  return { rendered, flattened: isPlainObject(copy) ? copy : undefined };
}

/** Sets the four payloads of a record; `additional` stands for `additionalEventData`. */
export function setPayloads(event: EcsSlots, record: RawObject, additional: RawJson | undefined): void {
  const request = toPayload(record.requestParameters);
  if (request) {
    event[SLOT['aws.cloudtrail.request_parameters']] = request.rendered;
    if (request.flattened) event[SLOT['aws.cloudtrail.flattened.request_parameters']] = request.flattened;
  }
  const response = toPayload(record.responseElements);
  if (response) {
    event[SLOT['aws.cloudtrail.response_elements']] = response.rendered;
    if (response.flattened) event[SLOT['aws.cloudtrail.flattened.response_elements']] = response.flattened;
  }
  const data = toPayload(additional);
  if (data) {
    event[SLOT['aws.cloudtrail.additional_eventdata']] = data.rendered;
    if (data.flattened) event[SLOT['aws.cloudtrail.flattened.additional_eventdata']] = data.flattened;
  }
  const details = toPayload(record.serviceEventDetails);
  if (details) {
    event[SLOT['aws.cloudtrail.service_event_details']] = details.rendered;
    if (details.flattened) event[SLOT['aws.cloudtrail.flattened.service_event_details']] = details.flattened;
  }
}
