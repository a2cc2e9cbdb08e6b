import { assertCan } from '../auth/permissions';
import type { Context } from '../db/context';
import { notFound } from '../errors';
import { HOUR_MS } from '../time';
import { findMainRange, readActivity } from './certificate-activity';
import { findClockOddities } from './certificate-clock';
import {
  type BundleSpan,
  countOmitted,
  countPlaces,
  countServices,
  linkTo,
  NOTHING_OMITTED,
} from './certificate-events';
import { countEnvelopes, countEvidence, countLossy, countReasons, listKnown } from './certificate-members';
import { checkDigests } from './check-digests';
import { toBundleRow } from './internal';
import type { BundleInput, Certificate } from './schemas';

const ACCOUNTS_MAX = 100;

/** Span of the bundle's own events; null when it has none. */
function spanOf(span: BundleSpan | null): Certificate['span'] {
  if (!span) return null;
  const { first, last, bundleId } = span;
  return {
    first: first.toISOString(),
    last: last.toISOString(),
    hours: Math.floor(last.getTime() / HOUR_MS) - Math.floor(first.getTime() / HOUR_MS) + 1,
    link: linkTo(bundleId),
  };
}

/**
 * The health certificate of a bundle: what was in it, what came of it, what is missing, odd or unproven. Numbers of
 * events carry the search that finds them.
 */
export async function getCertificate({
  ctx,
  input: { id },
}: {
  ctx: Context;
  input: BundleInput;
}): Promise<Certificate> {
  assertCan(ctx.actor, 'read');
  const { db } = ctx;
  const bundle = await db.prisma.bundle.findUnique({ where: { id } });
  if (!bundle) throw notFound('bundle', id);
  const { firstEvent, lastEvent } = bundle;
  const span = firstEvent && lastEvent ? { bundleId: id, first: firstEvent, last: lastEvent } : null;
  const ingested = bundle.finishedAt ?? new Date();
  const range = await findMainRange(db, id, ingested);
  const [
    envelopes,
    reasons,
    known,
    activity,
    accounts,
    regions,
    services,
    omitted,
    lossy,
    clock,
    digests,
    evidence,
  ] = await Promise.all([
    countEnvelopes(db, id),
    countReasons(db, id),
    listKnown(db, id),
    range && readActivity(db, id, range),
    countPlaces(db, id, 'account_id', ACCOUNTS_MAX),
    countPlaces(db, id, 'region', ACCOUNTS_MAX),
    span ? countServices(db, span) : [],
    span ? countOmitted(db, span) : NOTHING_OMITTED(id),
    countLossy(db, id),
    span ? findClockOddities(db, span, range, ingested) : [],
    checkDigests({ ctx, input: { id } }),
    countEvidence(db, id),
  ]);
  return {
    bundle: toBundleRow(bundle),
    envelopes,
    ...reasons,
    known,
    span: spanOf(span),
    activity,
    accounts,
    regions,
    services,
    omitted,
    lossy,
    clock,
    digests,
    evidence,
  };
}
