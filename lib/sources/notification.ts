import { z } from 'zod';

/** An object that a message tells of. */
export interface NotifiedObject {
  readonly bucket: string;
  readonly key: string;
  /** Without quotes; null where the message does not say. */
  readonly etag: string | null;
}

export type Notification =
  | { readonly kind: 'objects'; readonly objects: readonly NotifiedObject[] }
  /** Well-formed and of no interest: a test, a removal. */
  | { readonly kind: 'ignored' }
  | { readonly kind: 'unknown'; readonly reason: string };

const S3Event = z.object({
  Records: z.array(
    z.object({
      eventSource: z.literal('aws:s3'),
      eventName: z.string(),
      s3: z.object({
        bucket: z.object({ name: z.string() }),
        object: z.object({ key: z.string(), eTag: z.string().optional() }),
      }),
    }),
  ),
});
const S3TestEvent = z.object({ Event: z.literal('s3:TestEvent') });
const EventBridgeEvent = z.object({
  source: z.literal('aws.s3'),
  'detail-type': z.string(),
  detail: z.object({
    bucket: z.object({ name: z.string() }),
    object: z.object({ key: z.string(), etag: z.string().optional() }),
  }),
});
const TrailNotification = z.object({ s3Bucket: z.string(), s3ObjectKey: z.array(z.string()) });
const SnsNotification = z.object({ Type: z.literal('Notification'), Message: z.string() });

/** What CloudTrail sends to a topic when the trail is set up. */
const TRAIL_VALIDATION = 'CloudTrail validation message.';
/** SNS in front of the queue, and what forwards to SNS. */
const WRAPPINGS_MAX = 3;

function objectsOrNone(objects: NotifiedObject[]): Notification {
  return objects.length > 0 ? { kind: 'objects', objects } : { kind: 'ignored' };
}

/** S3 encodes the keys of its own notifications as forms do; EventBridge and CloudTrail leave them as they are. */
function decodeKey(key: string): string {
  return decodeURIComponent(key.replaceAll('+', ' '));
}

/**
 * Reads the body of a queue's message: S3's own notification, CloudTrail's (`s3Bucket`, `s3ObjectKey`), either of
 * them wrapped by SNS, and EventBridge's "Object Created".
 */
export function parseNotification(body: string, wrappings = 0): Notification {
  if (body.trim() === TRAIL_VALIDATION) return { kind: 'ignored' };
  let json: unknown;
  try {
    json = JSON.parse(body);
  } catch {
    return { kind: 'unknown', reason: 'The message is not JSON.' };
  }
  const wrapped = SnsNotification.safeParse(json);
  if (wrapped.success) {
    if (wrappings >= WRAPPINGS_MAX) return { kind: 'unknown', reason: 'SNS wrapped in SNS without end.' };
    return parseNotification(wrapped.data.Message, wrappings + 1);
  }
  try {
    return parseBare(json);
  } catch {
    return { kind: 'unknown', reason: 'An object key is not encoded as S3 does.' };
  }
}

function parseBare(json: unknown): Notification {
  if (S3TestEvent.safeParse(json).success) return { kind: 'ignored' };
  const s3 = S3Event.safeParse(json);
  if (s3.success) {
    const created = s3.data.Records.filter(({ eventName }) => /^(?:s3:)?ObjectCreated:/.test(eventName));
    return objectsOrNone(
      created.map(({ s3: { bucket, object } }) => ({
        bucket: bucket.name,
        key: decodeKey(object.key),
        etag: object.eTag ?? null,
      })),
    );
  }
  const bridge = EventBridgeEvent.safeParse(json);
  if (bridge.success) {
    const { bucket, object } = bridge.data.detail;
    if (bridge.data['detail-type'] !== 'Object Created') return { kind: 'ignored' };
    return objectsOrNone([{ bucket: bucket.name, key: object.key, etag: object.etag ?? null }]);
  }
  const trail = TrailNotification.safeParse(json);
  if (trail.success) {
    const { s3Bucket: bucket, s3ObjectKey: keys } = trail.data;
    return objectsOrNone(keys.map((key) => ({ bucket, key, etag: null })));
  }
  return { kind: 'unknown', reason: 'The message tells of no S3 object in a form known here.' };
}
