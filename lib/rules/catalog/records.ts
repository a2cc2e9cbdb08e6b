/** Parts that the examples of the catalog's rules are made of. People, keys and addresses are fictional. */
import type { JsonObject } from '../../ecs';

export const ACCOUNT = '111122223333';
export const OTHER_ACCOUNT = '444455556666';
export const INSTANCE = 'i-0a1b2c3d4e5f60718';
export const OTHER_INSTANCE = 'i-0f9e8d7c6b5a40312';

/** Event ids that sort as their numbers do. */
export function id(n: number): string {
  return `5c0ffee0-0000-4000-8000-${String(n).padStart(12, '0')}`;
}

/** An IAM user who signs with a long-term key. */
export function user(name: string): JsonObject {
  const suffix = `EXAMPLE${name.toUpperCase()}`.padEnd(16, '0').slice(0, 16);
  return {
    type: 'IAMUser',
    principalId: `AIDA${suffix}`,
    arn: `arn:aws:iam::${ACCOUNT}:user/${name}`,
    accountId: ACCOUNT,
    accessKeyId: `AKIA${suffix}`,
    userName: name,
  };
}

/** A session of a role. Each session name is an ARN of its own, while `user.name` is the role's name. */
export function session(role: string, name: string): JsonObject {
  const suffix = `EXAMPLE${role.toUpperCase()}`.padEnd(16, '0').slice(0, 16);
  return {
    type: 'AssumedRole',
    principalId: `AROA${suffix}:${name}`,
    arn: `arn:aws:sts::${ACCOUNT}:assumed-role/${role}/${name}`,
    accountId: ACCOUNT,
    accessKeyId: `ASIA${suffix}`,
    sessionContext: {
      sessionIssuer: {
        type: 'Role',
        principalId: `AROA${suffix}`,
        arn: `arn:aws:iam::${ACCOUNT}:role/${role}`,
        accountId: ACCOUNT,
        userName: role,
      },
      attributes: { creationDate: '2026-03-02T08:55:00Z', mfaAuthenticated: 'false' },
    },
  };
}

/** The account's root user, signed in to the console. */
export const ROOT: JsonObject = {
  type: 'Root',
  principalId: ACCOUNT,
  arn: `arn:aws:iam::${ACCOUNT}:root`,
  accountId: ACCOUNT,
  accessKeyId: 'ASIAEXAMPLEROOT00001',
};

/** What a call looks like that a service makes with a caller's rights. */
export function onBehalf(caller: JsonObject, service: string): JsonObject {
  return {
    userIdentity: { ...caller, invokedBy: service },
    sourceIPAddress: service,
    userAgent: service,
  };
}

/** A call that IAM refused. */
export const REFUSED: JsonObject = {
  errorCode: 'AccessDenied',
  errorMessage: 'User is not authorized to perform this operation.',
};

/** A call that EC2 refused: it names the error in its own way. */
export const EC2_REFUSED: JsonObject = {
  errorCode: 'Client.UnauthorizedOperation',
  errorMessage: 'You are not authorized to perform this operation.',
};

/** A maker of records of one call. `service` is the name before `.amazonaws.com`. */
export interface CallMaker {
  /** The plain call, with what an example changes. */
  (changes?: JsonObject): JsonObject;
  /** The n-th call of a sequence. */
  nth(n: number, eventTime: string, changes?: JsonObject): JsonObject;
}

/** One call of dana's from the office, from which the examples of a rule are varied. */
export function callOf(service: string, eventName: string, base: JsonObject): CallMaker {
  const make = (changes: JsonObject = {}): JsonObject => ({
    eventVersion: '1.11',
    userIdentity: user('dana'),
    eventTime: '2026-03-02T09:00:00Z',
    eventSource: `${service}.amazonaws.com`,
    eventName,
    awsRegion: 'eu-west-1',
    sourceIPAddress: '198.51.100.23',
    userAgent: 'aws-cli/2.17.4 ua/2.0 os/linux#6.8.0 lang/python#3.11.9',
    requestParameters: null,
    responseElements: null,
    requestID: '7d1b7a52-3f0e-4f5a-9f3c-2f6f0f8f1a01',
    eventID: id(1),
    readOnly: false,
    eventType: 'AwsApiCall',
    managementEvent: true,
    recipientAccountId: ACCOUNT,
    eventCategory: 'Management',
    ...base,
    ...changes,
  });
  const nth = (n: number, eventTime: string, changes: JsonObject = {}): JsonObject =>
    make({ eventID: id(n), eventTime, ...changes });
  return Object.assign(make, { nth });
}
