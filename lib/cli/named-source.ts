import path from 'node:path';
import { InvalidArgumentError } from 'commander';
import { errorMessage } from '../errors';
import { formatS3Location, isS3Url, parseS3Url, type S3Options, s3Url } from '../sources/s3-location';

/** Something on the command line to be read: a path on this machine, or the beginning of keys in a bucket. */
export type NamedSource =
  | { readonly kind: 'path'; readonly name: string; readonly path: string }
  | { readonly kind: 's3'; readonly name: string; readonly bucket: string; readonly key: string };

export function toSource(text: string, invokedFrom: string): NamedSource {
  if (text === '') throw new InvalidArgumentError('An empty path was given.');
  if (!isS3Url(text)) {
    const absolute = path.resolve(invokedFrom, text);
    return { kind: 'path', name: path.basename(absolute), path: absolute };
  }
  try {
    const named = parseS3Url(text);
    return { kind: 's3', name: s3Url(named), ...named };
  } catch (error) {
    throw new InvalidArgumentError(errorMessage(error));
  }
}

/** How a bundle keeps it; the options are those of the buckets. */
export function toSourcePath(source: NamedSource, options: S3Options): string {
  if (source.kind === 'path') return source.path;
  const { region, endpoint, since, until } = options;
  return formatS3Location({
    bucket: source.bucket,
    key: source.key,
    isObject: false,
    ...(region ? { region } : {}),
    ...(endpoint ? { endpoint } : {}),
    ...(since ? { since } : {}),
    ...(until ? { until } : {}),
  });
}
