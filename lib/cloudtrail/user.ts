import { type EcsSlots, SLOT } from '../ecs';
import type { RawObject } from './record';
import { asObject, stringOnly, text } from './values';

const SERVICE_ROLE_MARK = ':role/aws-service-role/';

/** Who acted: the texts of `userIdentity` that decide `user.*`, `service.*` and `related.user`. */
export interface Actor {
  /** Last part of the ARN of a temporary session. */
  readonly session?: string;
  readonly onBehalfOfUserId?: string;
}

/**
 * Sets `user.name`, `user.id`, `user.email` or, for an AWS service and for service-linked roles, `service.name`.
 *
 * The user name of an assumed role is the role's name; its session name is only related.
 */
export function setActor(event: EcsSlots, record: RawObject, movedUserName: string | undefined): Actor {
  const identity = asObject(record.userIdentity);
  const type = text(identity.type);
  const issuer = asObject(asObject(identity.sessionContext).sessionIssuer);
  const onBehalfOfUserId = text(asObject(identity.onBehalfOf).userId);
  const session = sessionName(type, text(identity.arn));
  const issuerArn = text(issuer.arn) ?? '';
  const isServiceRole = type === 'AssumedRole' && issuerArn.includes(SERVICE_ROLE_MARK);

  if (type === 'AWSService' || isServiceRole) {
    const service = text(identity.invokedBy) ?? serviceOfRole(issuerArn);
    if (service !== undefined) event[SLOT['service.name']] = service;
    return { session, onBehalfOfUserId };
  }
  const hasIssuerName = type === 'AssumedRole' || type === 'FederatedUser';
  const name =
    (hasIssuerName ? text(issuer.userName) : undefined) ?? movedUserName ?? text(identity.userName);
  const id = text(identity.principalId) ?? (type === 'IdentityCenterUser' ? onBehalfOfUserId : undefined);
  const email = [session, name].find((candidate) => candidate !== undefined && candidate.indexOf('@') > 0);
  if (name !== undefined) event[SLOT['user.name']] = name;
  if (id !== undefined) event[SLOT['user.id']] = id;
  if (email !== undefined) event[SLOT['user.email']] = email;
  return { session, onBehalfOfUserId };
}

function sessionName(type: string | undefined, arn: string | undefined): string | undefined {
  if (type !== 'AssumedRole' && type !== 'FederatedUser' && type !== 'IdentityCenterUser') return undefined;
  if (!arn?.includes(':sts:')) return undefined;
  const slash = arn.lastIndexOf('/');
  const name = arn.slice(slash + 1);
  return slash >= 0 && name !== '' ? name : undefined;
}

/** `arn:aws:iam::1:role/aws-service-role/ssm.amazonaws.com/X` → `ssm.amazonaws.com`. */
function serviceOfRole(issuerArn: string): string | undefined {
  const start = issuerArn.indexOf(SERVICE_ROLE_MARK);
  if (start < 0) return undefined;
  return issuerArn.slice(start + SERVICE_ROLE_MARK.length).split('/')[0] || undefined;
}

/** Sets the fields that name a user or group the call is about. */
export function setTargets(event: EcsSlots, request: RawObject, response: RawObject): void {
  const targetName = stringOnly(request.userName);
  const newName = stringOnly(request.newUserName);
  const groupName = stringOnly(request.groupName);
  const groupId = stringOnly(asObject(response.group).groupId);
  const targetId = stringOnly(asObject(response.user).userId);
  if (targetName !== undefined) event[SLOT['user.target.name']] = targetName;
  if (newName !== undefined) event[SLOT['user.changes.name']] = newName;
  if (groupName !== undefined) event[SLOT['group.name']] = groupName;
  if (groupId !== undefined) event[SLOT['group.id']] = groupId;
  if (targetId !== undefined) event[SLOT['user.target.id']] = targetId;
}

/** Sets `related.user`: everyone the record names, in Elastic's order, each once. Call it after the others. */
export function setRelatedUsers(event: EcsSlots, actor: Actor): void {
  const users: string[] = [];
  const at = actor.session?.indexOf('@') ?? -1;
  add(users, actor.session);
  if (at > 0) add(users, actor.session?.slice(0, at));
  add(users, event[SLOT['user.target.name']]);
  add(users, event[SLOT['user.changes.name']]);
  add(users, event[SLOT['user.target.id']]);
  add(users, event[SLOT['user.id']]);
  add(users, event[SLOT['user.name']]);
  add(users, actor.onBehalfOfUserId);
  if (users.length > 0) event[SLOT['related.user']] = users;
}

function add(names: string[], name: unknown): void {
  if (typeof name === 'string' && !names.includes(name)) names.push(name);
}
