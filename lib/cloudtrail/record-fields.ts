import { type EcsSlots, SLOT } from '../ecs';
import type { CloudTrailRecord } from './record';
import { asObject, boolean, text } from './values';

/** Sets the plain `aws.cloudtrail.*` fields that copy one key of the record each. */
export function setRecordFields(event: EcsSlots, record: CloudTrailRecord): void {
  const type = text(record.eventType);
  const readOnly = boolean(record.readOnly);
  const version = text(record.eventVersion);
  const category = text(record.eventCategory);
  const management = text(record.managementEvent);
  const requestId = text(record.requestID);
  const recipient = text(record.recipientAccountId);
  if (type !== undefined) event[SLOT['aws.cloudtrail.event_type']] = type;
  if (readOnly !== undefined) event[SLOT['aws.cloudtrail.read_only']] = readOnly;
  if (version !== undefined) event[SLOT['aws.cloudtrail.event_version']] = version;
  if (category !== undefined) event[SLOT['aws.cloudtrail.event_category']] = category;
  if (management !== undefined) event[SLOT['aws.cloudtrail.management_event']] = management;
  if (requestId !== undefined) event[SLOT['aws.cloudtrail.request_id']] = requestId;
  if (recipient !== undefined) event[SLOT['aws.cloudtrail.recipient_account_id']] = recipient;

  const apiVersion = text(record.apiVersion);
  const sharedId = text(record.sharedEventID);
  const endpoint = text(record.vpcEndpointId);
  const endpointAccount = text(record.vpcEndpointAccountId);
  const fromConsole = text(record.sessionCredentialFromConsole);
  if (apiVersion !== undefined) event[SLOT['aws.cloudtrail.api_version']] = apiVersion;
  if (sharedId !== undefined) event[SLOT['aws.cloudtrail.shared_event_id']] = sharedId;
  if (endpoint !== undefined) event[SLOT['aws.cloudtrail.vpc_endpoint_id']] = endpoint;
  if (endpointAccount !== undefined) event[SLOT['aws.cloudtrail.vpc_endpoint_account_id']] = endpointAccount;
  if (fromConsole !== undefined) event[SLOT['aws.cloudtrail.session_credential_from_console']] = fromConsole;
  if (record.addendum !== undefined) setAddendum(event, record);
}

/** An addendum corrects an event that was delivered late or incomplete. */
function setAddendum(event: EcsSlots, record: CloudTrailRecord): void {
  const addendum = asObject(record.addendum);
  const reason = text(addendum.reason);
  const updatedFields = text(addendum.updatedFields);
  const requestId = text(addendum.originalRequestID);
  const eventId = text(addendum.originalEventID);
  if (reason !== undefined) event[SLOT['aws.cloudtrail.addendum.reason']] = reason;
  if (updatedFields !== undefined) event[SLOT['aws.cloudtrail.addendum.updated_fields']] = updatedFields;
  if (requestId !== undefined) event[SLOT['aws.cloudtrail.addendum.original_request_id']] = requestId;
  if (eventId !== undefined) event[SLOT['aws.cloudtrail.addendum.original_event_id']] = eventId;
}
