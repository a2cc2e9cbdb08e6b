import { createHash } from 'node:crypto';
import path from 'node:path';

const SEGMENT_BYTES_MAX = 180;
const DEPTH_MAX = 32;

/** One name of a path as a file system takes it anywhere: no separators, no control characters, not too long. */
function safeSegment(segment: string): string {
  const clean = segment
    .toWellFormed()
    .replace(/[\p{Cc}<>:"|?*\\]/gu, '_')
    .replace(/[. ]+$/, '_');
  if (Buffer.byteLength(clean) <= SEGMENT_BYTES_MAX) return clean;
  // A cut name keeps its ending for people and gets a digest, so that two long names stay two.
  const digest = createHash('sha256').update(segment).digest('hex').slice(0, 12);
  return `${digest}-${Buffer.from(clean).subarray(-100).toString('utf8').toWellFormed()}`;
}

/**
 * Where a file of an upload is put, below `folder`, whatever path the browser (or an attacker) claims for it. `..`,
 * drive letters and absolute paths lose their meaning.
 */
export function uploadPath(folder: string, claimed: string): string {
  const segments = claimed
    .split(/[/\\]+/)
    .filter((segment) => segment !== '' && segment !== '.' && segment !== '..')
    .map(safeSegment)
    .slice(-DEPTH_MAX);
  return path.join(folder, ...(segments.length > 0 ? segments : ['unnamed']));
}
