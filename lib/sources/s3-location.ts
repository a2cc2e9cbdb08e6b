import { AppError } from '../errors';

/** Objects of a bucket: all whose keys begin with `key`, or the one of that name. */
export interface S3Location {
  readonly bucket: string;
  readonly key: string;
  readonly isObject: boolean;
  readonly region?: string;
  /** Address of an S3-compatible server; AWS's own by default. */
  readonly endpoint?: string;
  /** First and last day (`2026-03-20`, UTC, both included) of CloudTrail's folders to take. */
  readonly since?: string;
  readonly until?: string;
}

export type S3Options = Pick<S3Location, 'region' | 'endpoint' | 'since' | 'until'>;

const FORM = /^s3:\/\/([A-Za-z0-9][A-Za-z0-9._-]{1,254})(?:\/(.*))?$/s;

export function isS3Url(text: string): boolean {
  return /^s3:\/\//i.test(text);
}

/** What a person writes: `s3://bucket/any text`. Throws a refusal when it names no bucket. */
export function parseS3Url(text: string): Pick<S3Location, 'bucket' | 'key'> {
  const match = FORM.exec(text.replace(/^s3:/i, 's3:'));
  if (!match?.[1]) throw new AppError('invalid', `${text} names no bucket. Write s3://bucket/prefix.`);
  return { bucket: match[1], key: match[2] ?? '' };
}

/** What people read. */
export function s3Url({ bucket, key }: Pick<S3Location, 'bucket' | 'key'>): string {
  return `s3://${bucket}/${key}`;
}

/** A location as one string, for a bundle's list of sources: the key percent-encoded, the rest as a query. */
export function formatS3Location(location: S3Location): string {
  const { bucket, key, isObject, region, endpoint, since, until } = location;
  const query = new URLSearchParams();
  if (isObject) query.set('object', '1');
  for (const [name, value] of Object.entries({ region, endpoint, since, until })) {
    if (value !== undefined) query.set(name, value);
  }
  const path = key.toWellFormed().split('/').map(encodeURIComponent).join('/');
  return `s3://${bucket}/${path}${query.size > 0 ? `?${query}` : ''}`;
}

/** Reads what `formatS3Location` wrote. */
export function readS3Location(stored: string): S3Location {
  const [url = '', query = ''] = stored.split('?', 2);
  const { bucket, key } = parseS3Url(url);
  const values = new URLSearchParams(query);
  const option = (name: 'region' | 'endpoint' | 'since' | 'until') => {
    const value = values.get(name);
    return value === null ? {} : { [name]: value };
  };
  return {
    bucket,
    key: decodeURIComponent(key),
    isObject: values.has('object'),
    ...option('region'),
    ...option('endpoint'),
    ...option('since'),
    ...option('until'),
  };
}
