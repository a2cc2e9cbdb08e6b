import type { Database } from '../db/client';
import { storableText } from '../db/storable';
import { AppError } from '../errors';
import { isS3Url, readS3Location, type S3Location, s3Url } from '../sources/s3-location';
import { knownObjects, noteKnown } from './s3-objects';
import { listS3Sources } from './s3-sources';
import { listSources, type SourceFile, uniqueName } from './sources';

/**
 * Everything a bundle is to be read from, on this machine and in S3, under labels of their own. Objects that another
 * bundle has read are left out and noted in the report. Listing again gives the same labels again.
 *
 * Throws a refusal when there is nothing at all.
 */
export async function listBundleSources(
  db: Database,
  bundle: { readonly id: number; readonly sourcePaths: readonly string[] },
): Promise<SourceFile[]> {
  const local = bundle.sourcePaths.filter((path) => !isS3Url(path));
  const remote = bundle.sourcePaths.filter(isS3Url).map(readS3Location);
  const sources = await listSources(local);
  if (local.length > 0 && sources.length === 0)
    throw new AppError('invalid', 'There is no file in what was given.');
  const labels = new Set(sources.map(({ label }) => label));
  const seen = new Set<string>();
  for (const location of remote) {
    for (const source of await listLocation(db, bundle.id, location, seen))
      sources.push({ ...source, label: uniqueName(source.label, labels) });
  }
  return sources;
}

/** The objects of one location that are to be read; those in `seen` are another location's already. */
async function listLocation(
  db: Database,
  bundleId: number,
  location: S3Location,
  seen: Set<string>,
): Promise<SourceFile[]> {
  const sources: SourceFile[] = [];
  const counts = new Map<number, number>();
  let listed = 0;
  for await (const source of listS3Sources(location, knownObjects(db, bundleId))) {
    listed += 1;
    const url = s3Url(source.object);
    if (seen.has(url)) continue;
    seen.add(url);
    if (source.knownIn === null) sources.push(source);
    else counts.set(source.knownIn, (counts.get(source.knownIn) ?? 0) + 1);
  }
  const { since, until } = location;
  const days = since || until ? ` from ${since ?? 'the start'} to ${until ?? 'now'}` : '';
  if (listed === 0) throw new AppError('not_found', `There is no object below ${s3Url(location)}${days}.`);
  await noteKnown(db, bundleId, storableText(s3Url(location)), counts);
  return sources;
}
