import { z } from 'zod';
import { isPublicKey, keyFingerprint, type PublicKey } from '../cloudtrail/digest-signature';
import { AppError } from '../errors';

/** The CLI's second version prints ISO times, the first one seconds since 1970, the user guide those as text. */
const KeyTime = z.union([z.number(), z.string()]).nullish();

const ListedKey = z.object({
  Value: z.string(),
  Fingerprint: z.string().optional(),
  ValidityStartTime: KeyTime,
  ValidityEndTime: KeyTime,
});

const Listing = z.union([
  z.object({ PublicKeyList: z.array(ListedKey).min(1).max(10_000) }),
  // Spelled so in the user guide.
  z.object({ publicKeyList: z.array(ListedKey).min(1).max(10_000) }),
]);

function refuse(sentence: string): AppError {
  return new AppError('invalid', `${sentence} No key was added.`, { json: sentence });
}

function toTime(value: string | number | null | undefined, name: string): Date | null {
  if (value === null || value === undefined) return null;
  const isSeconds = typeof value === 'number' || /^\d+(?:\.\d+)?$/.test(value);
  const time = new Date(isSeconds ? Number(value) * 1000 : value);
  if (Number.isNaN(time.getTime())) throw refuse(`${name} is no time: ${String(value).slice(0, 60)}.`);
  return time;
}

function toKey(listed: z.infer<typeof ListedKey>, ordinal: number): PublicKey {
  const name = `Key ${ordinal + 1}${listed.Fingerprint ? ` (${listed.Fingerprint.slice(0, 60)})` : ''}`;
  const base64 = listed.Value.replace(/\s/g, '');
  const der = Buffer.from(base64, 'base64');
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(base64) || !isPublicKey(der)) {
    throw refuse(`${name} is not an RSA public key in PKCS #1 (DER, base64).`);
  }
  const fingerprint = keyFingerprint(der);
  const stated = listed.Fingerprint?.toLowerCase();
  if (stated !== undefined && stated !== fingerprint) {
    throw refuse(
      `${name} has the fingerprint ${fingerprint}: the key and its fingerprint do not belong together.`,
    );
  }
  return {
    fingerprint,
    der,
    validFrom: toTime(listed.ValidityStartTime, `The validity of ${name}`),
    validTo: toTime(listed.ValidityEndTime, `The validity of ${name}`),
  };
}

/** Reads what `aws cloudtrail list-public-keys` prints. Refuses, with a sentence, what holds no keys. */
export function parsePublicKeys(json: string): PublicKey[] {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    throw refuse('This is not JSON. It takes the output of `aws cloudtrail list-public-keys`.');
  }
  const listing = Listing.safeParse(value);
  if (!listing.success) {
    throw refuse('There is no list of keys ("PublicKeyList" with "Value" in each entry) in this JSON.');
  }
  const { data } = listing;
  const keys = 'PublicKeyList' in data ? data.PublicKeyList : data.publicKeyList;
  return keys.map(toKey);
}
