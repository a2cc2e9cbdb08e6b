import type { JsonObject } from '../ecs';
import { ACCESS_KEYS, ACCOUNT_ID, type KeyedUser, roleArn, sessionArn, uniqueId, userArn } from './account';
import { CLI_PLACES, type CliPlaceName, cli } from './agents';

/** Who makes a call, and how it reaches AWS. */
export interface Caller {
  readonly identity: JsonObject;
  readonly address: string;
  /** A fixed user agent, or one that names the command, as the AWS CLI does. */
  readonly agent: string | ((service: string, action: string) => string);
  readonly isConsole?: boolean;
  /** True when AWS itself makes the call: no TLS session of a client is recorded then. */
  readonly isService?: boolean;
  readonly vpcEndpointId?: string;
}

type Place = Pick<Caller, 'address' | 'agent'>;

/** An agent that names each command: `RunInstances` of ec2 → `ec2.run-instances`. */
export function cliAgent(place: CliPlaceName): Caller['agent'] {
  return (service, action) => {
    const command = action.replace(/(?<=[a-z0-9])(?=[A-Z])/g, '-').toLowerCase();
    return cli(`${service === 's3' ? 's3api' : service}.${command}`, CLI_PLACES[place]);
  };
}

/** An IAM user with one of its long-lived keys. */
export function keyCaller(user: KeyedUser, place: Place): Caller {
  return { identity: { ...iamUser(user), accessKeyId: ACCESS_KEYS[user], userName: user }, ...place };
}

/** An IAM user in a console session that was opened with MFA. */
export function consoleCaller(
  user: string,
  session: { startedAt: number; keyId: string },
  place: Place,
): Caller {
  return {
    identity: {
      ...iamUser(user),
      accessKeyId: session.keyId,
      userName: user,
      sessionContext: { attributes: attributes(session.startedAt, true) },
    },
    ...place,
    isConsole: true,
  };
}

export function iamUser(user: string): { type: string; principalId: string; arn: string; accountId: string } {
  return {
    type: 'IAMUser',
    principalId: uniqueId('AIDA', user),
    arn: userArn(user),
    accountId: ACCOUNT_ID,
  };
}

export interface RoleSession {
  readonly role: string;
  readonly session: string;
  readonly keyId: string;
  readonly startedAt: number;
  readonly hasMfa?: boolean;
  /** True for credentials that an instance got from its metadata service. */
  readonly isInstance?: boolean;
}

export function roleCaller(session: RoleSession, place: Place): Caller {
  return { identity: assumedRole(session), ...place };
}

export function assumedRole({
  role,
  session,
  keyId,
  startedAt,
  hasMfa,
  isInstance,
}: RoleSession): JsonObject {
  const principalId = uniqueId('AROA', role);
  return {
    type: 'AssumedRole',
    principalId: `${principalId}:${session}`,
    arn: sessionArn(role, session),
    accountId: ACCOUNT_ID,
    accessKeyId: keyId,
    sessionContext: {
      sessionIssuer: {
        type: 'Role',
        principalId,
        arn: roleArn(role),
        accountId: ACCOUNT_ID,
        userName: role,
      },
      attributes: attributes(startedAt, hasMfa ?? false),
      ...(isInstance && { ec2RoleDelivery: '2.0' }),
    },
  };
}

/** An AWS service acting in its own name, such as EC2 fetching credentials for an instance. */
export function serviceCaller(host: string): Caller {
  return { identity: { type: 'AWSService', invokedBy: host }, address: host, agent: host, isService: true };
}

/** A session whose call a service makes for it: CloudFormation, Secrets Manager, `AWS Internal`. */
export function onBehalfOf(session: RoleSession, invokedBy: string): Caller {
  return {
    identity: { ...assumedRole(session), invokedBy },
    address: invokedBy,
    agent: invokedBy,
    isService: true,
  };
}

function attributes(startedAt: number, hasMfa: boolean): JsonObject {
  return { creationDate: isoSeconds(startedAt), mfaAuthenticated: String(hasMfa) };
}

/** CloudTrail writes times to the second. */
export function isoSeconds(time: number): string {
  return `${new Date(time).toISOString().slice(0, 19)}Z`;
}
