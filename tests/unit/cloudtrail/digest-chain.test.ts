import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { type DigestEvidence, judgeDigests } from '@/lib/cloudtrail/digest-chain';
import { isPublicKey, keyFingerprint } from '@/lib/cloudtrail/digest-signature';
import { type MadeDigest, makeDigest, sha256, trailKey } from '../../support/digests';

const key = trailKey();
const stranger = trailKey();

const A = {
  name: '111122223333_CloudTrail_eu-west-1_20230710T1105Z_aaaa.json.gz',
  content: '{"Records":[1]}',
};
const B = {
  name: '111122223333_CloudTrail_eu-west-1_20230710T1205Z_bbbb.json.gz',
  content: '{"Records":[2]}',
};
const C = {
  name: '111122223333_CloudTrail_eu-west-1_20230710T1305Z_cccc.json.gz',
  content: '{"Records":[3]}',
};

const first = makeDigest(11, [A], key, null);
const second = makeDigest(12, [B], key, first);
const third = makeDigest(13, [C], key, second);

function digestFile(digest: MadeDigest, memberId: number, content = digest.content) {
  return { memberId, contentSha256: sha256(content), body: JSON.parse(content) as Record<string, unknown> };
}

function logFile(file: { readonly name: string; readonly content: string }, memberId: number) {
  return {
    memberId,
    path: `bundle.zip/logs/${file.name}`,
    contentSha256: sha256(file.content),
    holdsEvents: true,
  };
}

const ALL: DigestEvidence = {
  digests: [digestFile(third, 3), digestFile(first, 1), digestFile(second, 2)],
  logFiles: [logFile(A, 11), logFile(B, 12), logFile(C, 13)],
  keys: [],
};
const KEY = { fingerprint: key.fingerprint, der: key.der, validFrom: null, validTo: null };

describe('log files', () => {
  test('that are all here and unchanged are said to be, and nothing more', () => {
    const verdict = judgeDigests(ALL);

    expect(verdict.status).toBe('consistent');
    expect(verdict.sentence).toBe(
      '3 of 3 log files listed are here and unchanged; chain of 3 digests intact; signatures not checked: no public key supplied.',
    );
  });

  test('that were not uploaded are missing, not deleted', () => {
    const verdict = judgeDigests({ ...ALL, logFiles: [logFile(A, 11)] });

    expect(verdict.status).toBe('gaps');
    expect(verdict.logFiles).toMatchObject({ listed: 3, unchanged: 1, changedTotal: 0, missingTotal: 2 });
    expect(verdict.sentence).toMatch(/^1 of 3 log files listed is here and unchanged; 2 were not uploaded;/);
  });

  test('with other content under the listed name contradict the digest', () => {
    const forged = { ...B, content: '{"Records":[]}' };
    const verdict = judgeDigests({ ...ALL, logFiles: [logFile(A, 11), logFile(forged, 12), logFile(C, 13)] });

    expect(verdict.status).toBe('contradicted');
    expect(verdict.logFiles.changed).toEqual([
      { s3Object: expect.stringContaining(B.name), digestMemberId: 2, memberId: 12 },
    ]);
    expect(verdict.logFiles.uncovered).toBe(0);
  });

  test('are known by their content under another name, and unpacked', () => {
    const renamed = { name: 'evidence-7.json', content: A.content };
    const unpacked = { ...B, name: B.name.replace('.gz', '') };
    const verdict = judgeDigests({
      ...ALL,
      logFiles: [logFile(renamed, 11), logFile(unpacked, 12), logFile(C, 13)],
    });

    expect(verdict.logFiles).toMatchObject({ unchanged: 3, missingTotal: 0, uncovered: 0 });
  });

  test('that no digest lists are counted: nothing is proven of them', () => {
    const other = { name: 'other.json', content: '{"Records":[4]}' };
    const verdict = judgeDigests({ ...ALL, logFiles: [...ALL.logFiles, logFile(other, 14)] });

    expect(verdict.status).toBe('gaps');
    expect(verdict.logFiles).toMatchObject({ unchanged: 3, uncovered: 1, uncoveredMemberIds: [14] });
    expect(verdict.sentence).toContain('1 log file of the upload is in no digest');
  });

  test('that are here and cannot be read are neither missing nor changed', () => {
    const damaged = { ...logFile(A, 11), contentSha256: null };
    const verdict = judgeDigests({ ...ALL, logFiles: [damaged, logFile(B, 12), logFile(C, 13)] });

    expect(verdict.logFiles).toMatchObject({ unchanged: 2, changedTotal: 0, missingTotal: 0, unreadable: 1 });
  });
});

describe('the chain of digests', () => {
  test('breaks where a digest was changed after the next was made', () => {
    const changed = JSON.stringify({ ...first.body, logFiles: [] });
    const verdict = judgeDigests({
      ...ALL,
      digests: [digestFile(first, 1, changed), digestFile(second, 2), digestFile(third, 3)],
    });

    expect(verdict.status).toBe('contradicted');
    expect(verdict.chain).toMatchObject({ links: 2, intact: 1, broken: [{ digestMemberId: 2 }] });
    expect(verdict.sentence).toContain('the chain of digests is broken in 1 place');
  });

  test('has a gap where a digest in between is missing; the one before the first is not asked for', () => {
    const verdict = judgeDigests({ ...ALL, digests: [digestFile(first, 1), digestFile(third, 3)] });
    const tail = judgeDigests({ ...ALL, digests: [digestFile(second, 2), digestFile(third, 3)] });

    expect(verdict.chain).toMatchObject({ links: 0, broken: [], missing: [{ digestMemberId: 3 }] });
    expect(verdict.sentence).toContain('1 digest in between is missing');
    expect(tail.chain).toMatchObject({ links: 1, intact: 1, missing: [] });
  });

  test('counts a digest that came twice once', () => {
    const verdict = judgeDigests({ ...ALL, digests: [...ALL.digests, digestFile(first, 9)] });

    expect(verdict.digests).toBe(3);
    expect(verdict.chain).toMatchObject({ links: 2, intact: 2, chains: 1, linkedDigests: 3 });
  });
});

describe('signatures', () => {
  test('of all digests but the last hold with the right key', () => {
    const verdict = judgeDigests({ ...ALL, keys: [KEY] });

    expect(verdict.signatures).toMatchObject({
      verified: 2,
      invalid: [],
      withoutKey: 0,
      withoutSignature: 1,
    });
    expect(verdict.sentence).toContain(
      'signatures of 2 of 3 digests verified (1 without its signature, which the next digest holds)',
    );
  });

  test('are not checked without the key that made them, and the needed one is named', () => {
    const other = { ...KEY, fingerprint: stranger.fingerprint, der: stranger.der };
    const verdict = judgeDigests({ ...ALL, keys: [other] });

    expect(verdict.signatures).toMatchObject({
      verified: 0,
      withoutKey: 2,
      keysNeeded: [key.fingerprint],
    });
    expect(verdict.sentence).toContain('signatures not checked: none of the supplied public keys fits');
  });

  test('made with another key than the digest names do not hold', () => {
    const verdict = judgeDigests({ ...ALL, keys: [{ ...KEY, der: stranger.der }] });

    expect(verdict.status).toBe('contradicted');
    expect(verdict.signatures.invalid.map(({ digestMemberId }) => digestMemberId).sort()).toEqual([1, 2]);
  });

  test('do not hold for a digest that was changed, even when the chain was mended', () => {
    const changed = JSON.stringify({ ...first.body, logFiles: [] });
    const mended = JSON.stringify({ ...second.body, previousDigestHashValue: sha256(changed) });
    const verdict = judgeDigests({
      digests: [digestFile(first, 1, changed), digestFile(second, 2, mended)],
      logFiles: [],
      keys: [KEY],
    });

    expect(verdict.chain).toMatchObject({ links: 1, intact: 1 });
    expect(verdict.signatures.invalid).toMatchObject([{ digestMemberId: 1 }]);
  });

  test('made outside the validity of their key do not count as verified', () => {
    const expired = { ...KEY, validTo: new Date('2023-07-10T11:30:00Z') };
    const verdict = judgeDigests({ ...ALL, keys: [expired] });

    expect(verdict.signatures).toMatchObject({ verified: 1, invalid: [{ digestMemberId: 2 }] });
  });
});

test('an upload without digests proves nothing', () => {
  expect(judgeDigests({ ...ALL, digests: [] })).toMatchObject({
    status: 'none',
    sentence: 'No digest files in the upload: nothing is proven about its files.',
  });
});

test('a digest that is not what AWS writes is judged without failing', () => {
  const bodies = [
    {},
    { logFiles: 7 },
    { logFiles: [null, 'x', { s3Object: 5 }] },
    { previousDigestS3Object: 'p' },
  ];
  const digests = bodies.map((body, memberId) => ({ memberId, contentSha256: null, body }));

  expect(judgeDigests({ digests, logFiles: [], keys: [KEY] })).toMatchObject({
    digests: 4,
    logFiles: { listed: 0 },
    signatures: { verified: 0, invalid: [] },
  });
});

test('the fingerprint of a key is the MD5 of its PKCS #1 encoding, as in the example of the AWS CLI', () => {
  const der = Buffer.from(
    'MIIBCgKCAQEAlSS3cl92HDycr/MTj0moOhas8habjrraXw+KzlWF0axSI2tcF+3iJ9BKQAVSKxGwxwu3m0wG3J+kUl1xboEcEPHYoIYMbgfSw7KGnuDKwkLzsQWhUJ0cIbOHASox1vv/5fNXkrHhGbDCHeVXm804c83nvHUEFYThr1PfyP/8HwrCtR3FX5OANtQCP61C1nJtSSkC8JSQUOrIP4CuwJjc+4WGDk+BGH5m9iuiAKkipEHWmUl8/P7XpfpWQuk4h8g3pXZOrNXr08lbh4d39svj7UqdhvOXoBISp9t/EXYuePGEtBdrKD9Dz+VHwyUPtBQvYr9BnkF88qBnaPNhS44rzwIDAQAB',
    'base64',
  );

  expect(isPublicKey(der)).toBe(true);
  expect(isPublicKey(der.subarray(1))).toBe(false);
  expect(keyFingerprint(der)).toBe('7f3f401420072e50a65a141430817ab3');
});

const REAL = '../shared/corpus/ecs-fixtures/beats/main-2026-01/cloudtrail-digest-json.log';

test.skipIf(!existsSync(REAL))('a digest of AWS itself lists its twelve log files', () => {
  const content = readFileSync(REAL, 'utf8').trim();
  const body = JSON.parse(content) as Record<string, unknown>;
  const verdict = judgeDigests({
    digests: [{ memberId: 1, contentSha256: sha256(content), body }],
    logFiles: [],
    keys: [],
  });

  expect(verdict.logFiles).toMatchObject({ listed: 12, missingTotal: 12 });
  expect(verdict.chain).toMatchObject({ links: 0, missing: [] });
});
