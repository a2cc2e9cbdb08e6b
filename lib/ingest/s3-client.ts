import type { Readable } from 'node:stream';
import type { GetObjectCommandOutput, S3Client } from '@aws-sdk/client-s3';
import { quietAwsSdk } from '../env';
import type { S3Location } from '../sources/s3-location';
import { SECOND_MS } from '../time';

/** One object as a listing, or its head, tells it. */
export interface S3Object {
  readonly bucket: string;
  readonly key: string;
  readonly etag: string;
  readonly size: number;
  readonly modified: Date | null;
}

export interface ListRequest {
  readonly prefix: string;
  /** List behind this key. */
  readonly after?: string;
  /** Fold what lies below the next slash into `folders`. */
  readonly isFolded?: boolean;
  readonly continueWith?: string;
}

export interface ListPage {
  readonly objects: readonly S3Object[];
  readonly folders: readonly string[];
  readonly continueWith: string | null;
}

/** A body from some byte on. */
export interface S3Body {
  readonly stream: Readable;
  /** Bytes of the whole object. */
  readonly size: number;
  readonly etag: string;
}

export interface S3Bucket {
  readonly name: string;
  list(request: ListRequest): Promise<ListPage>;
  head(key: string): Promise<S3Object>;
  /** `from` resumes a body that broke off, of that same object only. */
  get(
    key: string,
    from: { readonly offset: number; readonly etag: string } | null,
    signal?: AbortSignal,
  ): Promise<S3Body>;
}

const clients = new Map<string, Promise<S3Client>>();

/** One client per server and region, for the life of the process: it keeps connections and what it knows of throttling. */
function clientFor({ region, endpoint }: Pick<S3Location, 'region' | 'endpoint'>): Promise<S3Client> {
  const key = `${region} ${endpoint}`;
  const made = clients.get(key) ?? connect(region, endpoint);
  clients.set(key, made);
  return made;
}

/** Loaded when first needed: most commands never see S3. Credentials come from the SDK's own chain. */
async function connect(region: string | undefined, endpoint: string | undefined): Promise<S3Client> {
  quietAwsSdk();
  const { S3Client } = await import('@aws-sdk/client-s3');
  return new S3Client({
    ...(region ? { region } : {}),
    // Other servers have no regions to speak of, and no names for buckets in their address.
    ...(endpoint ? { endpoint, forcePathStyle: true, region: region ?? 'us-east-1' } : {}),
    followRegionRedirects: true,
    // Backs off exponentially with jitter. The adaptive mode, measured, goes on crawling long after a short throttling.
    retryMode: 'standard',
    maxAttempts: 8,
    requestHandler: { connectionTimeout: 10 * SECOND_MS, socketTimeout: 60 * SECOND_MS },
  });
}

export function openBucket(location: Pick<S3Location, 'bucket' | 'region' | 'endpoint'>): S3Bucket {
  const { bucket } = location;
  return {
    name: bucket,
    async list({ prefix, after, isFolded, continueWith }) {
      const { ListObjectsV2Command } = await import('@aws-sdk/client-s3');
      const page = await (await clientFor(location)).send(
        new ListObjectsV2Command({
          Bucket: bucket,
          Prefix: prefix,
          // Keys may hold characters that XML cannot.
          EncodingType: 'url',
          ...(after ? { StartAfter: after } : {}),
          ...(isFolded ? { Delimiter: '/' } : {}),
          ...(continueWith ? { ContinuationToken: continueWith } : {}),
        }),
      );
      const decode = page.EncodingType === 'url' ? decodeKey : (key: string) => key;
      return {
        objects: (page.Contents ?? []).map(({ Key = '', ETag = '', Size = 0, LastModified }) => ({
          bucket,
          key: decode(Key),
          etag: ETag,
          size: Size,
          modified: LastModified ?? null,
        })),
        folders: (page.CommonPrefixes ?? []).map(({ Prefix = '' }) => decode(Prefix)),
        continueWith: (page.IsTruncated && page.NextContinuationToken) || null,
      };
    },
    async head(key) {
      const { HeadObjectCommand } = await import('@aws-sdk/client-s3');
      const head = await (await clientFor(location)).send(
        new HeadObjectCommand({ Bucket: bucket, Key: key }),
      );
      return {
        bucket,
        key,
        etag: head.ETag ?? '',
        size: head.ContentLength ?? 0,
        modified: head.LastModified ?? null,
      };
    },
    async get(key, from, signal) {
      const { GetObjectCommand } = await import('@aws-sdk/client-s3');
      const range = from && from.offset > 0 ? { Range: `bytes=${from.offset}-`, IfMatch: from.etag } : {};
      const answer = await (await clientFor(location)).send(
        new GetObjectCommand({ Bucket: bucket, Key: key, ...range }),
        signal ? { abortSignal: signal } : {},
      );
      return toBody(answer, from?.offset ?? 0);
    },
  };
}

/** S3 encodes keys as forms are: a space is a plus. */
function decodeKey(key: string): string {
  return decodeURIComponent(key.replaceAll('+', '%20'));
}

function toBody({ Body, ContentLength, ContentRange, ETag }: GetObjectCommandOutput, offset: number): S3Body {
  if (!Body) throw new Error('The answer has no body.');
  if (offset > 0 && !ContentRange?.startsWith(`bytes ${offset}-`))
    throw new Error('The server does not resume bodies.');
  // In Node the body is always a stream of Node's.
  return { stream: Body as Readable, size: offset + (ContentLength ?? 0), etag: ETag ?? '' };
}
