import { emitAudit } from '../audit/emit';
import { assertCan } from '../auth/permissions';
import { type Context, inTransaction } from '../db/context';
import { AppError } from '../errors';
import { isS3Url, parseS3Url, s3Url } from './s3-location';
import type { AddSourceInput, SourceKind } from './schemas';
import { toDay } from './trail-layout';

const AWS_QUEUE = /^https:\/\/sqs\.([a-z0-9-]+)\.amazonaws\.com(?:\.cn)?\//;

function toSource(input: AddSourceInput): { kind: SourceKind; url: string; region: string | null } {
  const region = input.region ?? null;
  if (isS3Url(input.url)) return { kind: 'prefix', url: s3Url(parseS3Url(input.url)), region };
  if (!/^https?:\/\/[^/]+\/./.test(input.url) || !URL.canParse(input.url))
    throw new AppError('invalid', `${input.url} is neither s3://bucket/prefix nor the address of a queue.`);
  return { kind: 'queue', url: input.url, region: region ?? AWS_QUEUE.exec(input.url)?.[1] ?? null };
}

/** Makes the worker look after a prefix or a queue from now on. */
export async function addSource({
  ctx,
  input,
}: {
  ctx: Context;
  input: AddSourceInput;
}): Promise<{ id: number; kind: SourceKind; url: string }> {
  assertCan(ctx.actor, 'manage_sources');
  const { kind, url, region } = toSource(input);
  const endpoint = input.endpoint ?? null;
  if (kind === 'queue' && input.since)
    throw new AppError('invalid', 'A queue tells what is new: --since is for prefixes.');
  const cursor = kind === 'prefix' ? { since: input.since ?? toDay(new Date()) } : {};
  return inTransaction(ctx, async (tx) => {
    const [made] = await tx.watchedSource.createManyAndReturn({
      data: [{ kind, url, region, endpoint, createdBy: ctx.actor.name, cursor }],
      skipDuplicates: true,
      select: { id: true },
    });
    if (!made) throw new AppError('conflict', `${url} is watched already.`);
    await emitAudit(tx, ctx.actor, {
      action: 'source.add',
      target: { type: 'source', id: String(made.id) },
      after: { kind, url, region, endpoint, ...cursor },
    });
    return { id: made.id, kind, url };
  });
}
