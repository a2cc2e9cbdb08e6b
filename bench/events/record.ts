import type { JsonObject, JsonValue } from '../../lib/ecs';
import { responseDate } from '../../lib/sample/calendar';
import { isoSeconds } from '../../lib/sample/callers';
import { HOUR_MS } from '../../lib/time';
import { type Actor, Actors, type Session } from './actors';
import { CALLS, type CallKind } from './calls';
import type { Draw } from './draw';
import { Names, type Scene } from './names';

const ERROR_SHARE = 0.05;
const ASSUME_ROLE_SHARE = 0.06;
const SERVICE_EVENT_SHARE = 0.008;

const READS =
  /^(?:Get|List|Describe|Lookup|Head|BatchGet|BatchCheck|Decrypt|Encrypt|Generate|Select|Query|AssumeRole)/;
const CIPHERS = ['TLS_AES_128_GCM_SHA256', 'TLS_AES_256_GCM_SHA384', 'ECDHE-RSA-AES128-GCM-SHA256'];

/** Makes one event after the other. Times must not go back by more than a delivery's span. */
export class EventMaker {
  private readonly names: Names;
  private readonly actors: Actors;

  constructor(private readonly draw: Draw) {
    this.names = new Names(draw);
    this.actors = new Actors(draw, this.names);
  }

  next(scene: Scene): JsonObject {
    const roll = this.draw.next();
    if (roll < SERVICE_EVENT_SHARE) return this.serviceEvent(scene);
    if (roll < SERVICE_EVENT_SHARE + ASSUME_ROLE_SHARE) return this.assumeRole(scene);
    const kind = this.draw.pick(CALLS);
    const actor = this.actors.pick(scene);
    const request = kind.request(this.names, scene);
    const error = this.draw.chance(ERROR_SHARE) ? this.error(kind, actor) : null;
    const response = error ? null : kind.response(this.names, scene);
    return this.record(scene, kind, actor, {
      request,
      response,
      error,
      ...this.extras(scene, kind, request),
    });
  }

  private record(
    scene: Scene,
    kind: Pick<CallKind, 'service' | 'action' | 'isData'>,
    actor: Actor,
    parts: Parts,
  ): JsonObject {
    const { draw } = this;
    const { service, action, isData } = kind;
    const isSignIn = service === 'signin';
    return {
      eventVersion: draw.pick(['1.08', '1.09', '1.10', '1.11']),
      userIdentity: actor.identity,
      eventTime: isoSeconds(scene.at),
      eventSource: `${service}.amazonaws.com`,
      eventName: action,
      awsRegion: scene.region,
      sourceIPAddress: actor.address,
      userAgent: actor.agent(service, action),
      ...parts.error,
      requestParameters: parts.request,
      responseElements: parts.response,
      ...(parts.additional && { additionalEventData: parts.additional }),
      requestID: service === 's3' ? draw.base32(16) : draw.uuid(),
      eventID: draw.uuid(),
      readOnly: READS.test(action),
      ...(parts.resources && { resources: parts.resources }),
      eventType: isSignIn ? 'AwsConsoleSignIn' : 'AwsApiCall',
      managementEvent: !isData,
      recipientAccountId: scene.account,
      ...(actor.vpcEndpointId && { vpcEndpointId: actor.vpcEndpointId, vpcEndpointAccountId: scene.account }),
      ...(actor.isService && draw.chance(0.5) && { sharedEventID: draw.uuid() }),
      eventCategory: isData ? 'Data' : 'Management',
      ...(!actor.isService && {
        tlsDetails: {
          tlsVersion: 'TLSv1.3',
          cipherSuite: draw.pick(CIPHERS),
          clientProvidedHostHeader: `${service}.${scene.region}.amazonaws.com`,
        },
      }),
      ...(actor.isConsole && !isSignIn && { sessionCredentialFromConsole: 'true' }),
    };
  }

  private error({ service, action }: CallKind, actor: Actor): Record<string, JsonValue> {
    const { draw } = this;
    const who = actor.arn ?? 'anonymous';
    const permission = `${service}:${action}`;
    switch (draw.integer(0, 3)) {
      case 0:
        return { errorCode: 'ThrottlingException', errorMessage: 'Rate exceeded' };
      case 1:
        return {
          errorCode: service === 'ec2' ? 'Client.InvalidInstanceID.NotFound' : 'ResourceNotFoundException',
          errorMessage: `The resource '${this.names.instance()}' does not exist`,
        };
      default:
        return {
          errorCode: service === 'ec2' ? 'Client.UnauthorizedOperation' : 'AccessDenied',
          errorMessage: `User: ${who} is not authorized to perform: ${permission} because no identity-based policy allows the ${permission} action`,
        };
    }
  }

  /** What some services add beside parameters and answer. */
  private extras(scene: Scene, { service }: CallKind, request: JsonObject | null): Extras {
    const { draw, names } = this;
    if (service === 's3') {
      const bucket = String(request?.bucketName ?? '');
      const additional = {
        SignatureVersion: 'SigV4',
        CipherSuite: draw.pick(CIPHERS),
        bytesTransferredIn: draw.integer(0, 90_000),
        AuthenticationMethod: 'AuthHeader',
        'x-amz-id-2': draw.base64(76),
        bytesTransferredOut: draw.integer(0, 900_000),
      };
      if (!bucket) return { additional };
      const bucketArn = `arn:aws:s3:::${bucket}`;
      const owner = { accountId: scene.account, type: 'AWS::S3::Bucket', ARN: bucketArn };
      const { key } = request ?? {};
      return {
        additional,
        resources: key ? [{ type: 'AWS::S3::Object', ARN: `${bucketArn}/${String(key)}` }, owner] : [owner],
      };
    }
    if (service === 'kms') {
      return {
        resources: [
          {
            accountId: scene.account,
            type: 'AWS::KMS::Key',
            ARN: String(request?.keyId ?? names.kmsKey(scene)),
          },
        ],
      };
    }
    if (service === 'lambda' && request?.functionName) {
      return {
        resources: [
          { accountId: scene.account, type: 'AWS::Lambda::Function', ARN: String(request.functionName) },
        ],
      };
    }
    return {};
  }

  /** The hand-out of credentials to a session that acts in other events. */
  private assumeRole(scene: Scene): JsonObject {
    const session = this.actors.session(scene);
    const kind = { service: 'sts', action: 'AssumeRole', isData: false };
    return this.record(scene, kind, this.actors.pick(scene), {
      request: { roleArn: session.roleArn, roleSessionName: session.name, durationSeconds: 3600 },
      response: this.credentials(scene, session),
      error: null,
      resources: [{ accountId: scene.account, type: 'AWS::IAM::Role', ARN: session.roleArn }],
    });
  }

  private credentials(scene: Scene, session: Session): JsonObject {
    return {
      credentials: {
        accessKeyId: session.keyId,
        sessionToken: `EXAMPLETOKEN${this.draw.base64(this.draw.integer(200, 480))}`,
        expiration: responseDate(scene.at + HOUR_MS),
      },
      assumedRoleUser: { assumedRoleId: `${session.roleId}:${session.name}`, arn: session.sessionArn },
    };
  }

  /** Something AWS did by itself: no request, but details. */
  private serviceEvent(scene: Scene): JsonObject {
    const { draw, names } = this;
    const key = names.kmsKey(scene);
    return {
      eventVersion: '1.09',
      userIdentity: { accountId: scene.account, invokedBy: 'AWS Internal' },
      eventTime: isoSeconds(scene.at),
      eventSource: 'kms.amazonaws.com',
      eventName: draw.pick(['RotateKey', 'SynchronizeMultiRegionKey', 'DeleteKey']),
      awsRegion: scene.region,
      sourceIPAddress: 'AWS Internal',
      userAgent: 'AWS Internal',
      requestParameters: null,
      responseElements: null,
      eventID: draw.uuid(),
      readOnly: false,
      resources: [{ accountId: scene.account, type: 'AWS::KMS::Key', ARN: key }],
      eventType: 'AwsServiceEvent',
      managementEvent: true,
      recipientAccountId: scene.account,
      serviceEventDetails: { keyId: key, backingKeyId: draw.hex(64) },
      eventCategory: 'Management',
    };
  }
}

interface Extras {
  readonly additional?: JsonObject;
  readonly resources?: readonly JsonObject[];
}

interface Parts extends Extras {
  readonly request: JsonObject | null;
  readonly response: JsonObject | null;
  readonly error: Record<string, JsonValue> | null;
}
