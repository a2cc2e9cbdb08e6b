import { emitAudit } from '../audit/emit';
import { assertCan } from '../auth/permissions';
import { type Context, inTransaction } from '../db/context';
import { parsePublicKeys } from './parse-public-keys';
import type { AddedPublicKeys, AddPublicKeysInput } from './schemas';

/** Keeps public keys of CloudTrail, to check the signatures of digests with. A key that is here already stays as it is. */
export async function addPublicKeys({
  ctx,
  input,
}: {
  ctx: Context;
  input: AddPublicKeysInput;
}): Promise<AddedPublicKeys> {
  assertCan(ctx.actor, 'manage_bundles');
  const keys = new Map(parsePublicKeys(input.json).map((key) => [key.fingerprint, key]));
  const fingerprints = [...keys.keys()];
  return inTransaction(ctx, async (tx) => {
    const stored = await tx.trailPublicKey.findMany({
      where: { fingerprint: { in: fingerprints } },
      select: { fingerprint: true },
    });
    const known = new Set(stored.map(({ fingerprint }) => fingerprint));
    const added = fingerprints.filter((fingerprint) => !known.has(fingerprint));
    if (added.length === 0) return { added, known: fingerprints };
    await tx.trailPublicKey.createMany({
      data: [...keys.values()]
        .filter(({ fingerprint }) => !known.has(fingerprint))
        .map(({ fingerprint, der, validFrom, validTo }) => ({
          fingerprint,
          der: new Uint8Array(der),
          validFrom,
          validTo,
          addedBy: ctx.actor.name,
        })),
      skipDuplicates: true,
    });
    await emitAudit(tx, ctx.actor, {
      action: 'public_key.add',
      target: { type: 'public_key', id: added.join(' ') },
      after: { fingerprints: added },
    });
    return { added, known: [...known] };
  });
}
