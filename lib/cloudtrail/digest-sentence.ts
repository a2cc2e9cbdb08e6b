import { formatCount, formatNumber } from '../format';
import type { DigestVerdict } from './digest-verdict';

type Findings = Omit<DigestVerdict, 'status' | 'sentence'>;

/** The verdict for people. It claims what was checked, and names what could not be. */
export function sentenceOf({ digests, logFiles, chain, signatures }: Findings): string {
  if (digests === 0) return 'No digest files in the upload: nothing is proven about its files.';
  return `${[
    ...logFileClauses(logFiles),
    ...chainClauses(digests, chain),
    signatureClause(digests, signatures),
  ].join('; ')}.`;
}

function logFileClauses(files: Findings['logFiles']): string[] {
  const { listed, unchanged, changedTotal, missingTotal, unreadable, uncovered } = files;
  const clauses = [
    listed === 0
      ? 'The digests list no log files'
      : `${formatNumber(unchanged)} of ${formatCount(listed, 'log file')} listed ${be(unchanged)} here and unchanged`,
  ];
  if (changedTotal > 0)
    clauses.push(`${formatNumber(changedTotal)} ${be(changedTotal)} here with other content`);
  if (missingTotal > 0)
    clauses.push(`${formatNumber(missingTotal)} ${missingTotal === 1 ? 'was' : 'were'} not uploaded`);
  if (unreadable > 0) clauses.push(`${formatNumber(unreadable)} could not be read`);
  if (uncovered > 0)
    clauses.push(`${formatCount(uncovered, 'log file')} of the upload ${be(uncovered)} in no digest`);
  return clauses;
}

function chainClauses(digests: number, chain: Findings['chain']): string[] {
  const { chains, linkedDigests, broken, missing } = chain;
  const clauses: string[] = [];
  if (broken.length > 0) {
    clauses.push(`the chain of digests is broken in ${formatCount(broken.length, 'place')}`);
  }
  if (missing.length > 0) {
    clauses.push(`${formatCount(missing.length, 'digest')} in between ${be(missing.length)} missing`);
  }
  if (clauses.length > 0) return clauses;
  if (digests === 1) return ['one digest, so no chain to check'];
  if (chains === 0) return ['no two digests follow each other'];
  const what = chains === 1 ? 'chain' : `${formatNumber(chains)} chains`;
  return [`${what} of ${formatCount(linkedDigests, 'digest')} intact`];
}

function signatureClause(digests: number, signatures: Findings['signatures']): string {
  const { verified, invalid, withoutKey, withoutSignature, keysSupplied } = signatures;
  if (invalid.length > 0) {
    return `${formatCount(invalid.length, 'signature')} ${be(invalid.length)} not valid`;
  }
  if (verified === 0 && withoutKey > 0) {
    return `signatures not checked: ${keysSupplied === 0 ? 'no public key supplied' : 'none of the supplied public keys fits'}`;
  }
  if (verified === 0) return 'signatures not checked: the upload has none';
  const rest = [
    withoutKey > 0 && `${formatNumber(withoutKey)} without a public key`,
    withoutSignature > 0 &&
      `${formatNumber(withoutSignature)} without its signature, which the next digest holds`,
  ].filter(Boolean);
  const unchecked = rest.length > 0 ? ` (${rest.join(', ')})` : '';
  return `signatures of ${formatNumber(verified)} of ${formatCount(digests, 'digest')} verified${unchecked}`;
}

function be(count: number): 'is' | 'are' {
  return count === 1 ? 'is' : 'are';
}
