import type { BundleRow } from '@/lib/bundles/schemas';
import { formatCount, formatNumber } from '@/lib/format';

export interface BundleVerdict {
  /** `clean`: every record is an event now or already was one. */
  readonly kind: 'running' | 'clean' | 'losses' | 'failed';
  readonly text: string;
}

/** What became of a bundle, in one or two sentences. */
export function verdictOf(bundle: BundleRow): BundleVerdict {
  switch (bundle.status) {
    case 'receiving':
      return { kind: 'running', text: 'Its files are on their way.' };
    case 'queued':
      return { kind: 'running', text: 'It waits to be read.' };
    case 'running':
      return { kind: 'running', text: `${formatCount(bundle.inserted, 'event')} so far.` };
    case 'deleting':
      return { kind: 'running', text: 'It is being deleted.' };
    case 'failed':
      return {
        kind: 'failed',
        text: bundle.message ?? 'It could not be read. The server log has the details.',
      };
    case 'done':
      return verdictOfDone(bundle);
    default:
      return bundle.status satisfies never;
  }
}

function verdictOfDone(bundle: BundleRow): BundleVerdict {
  const { inserted, members, duplicates, conflicts, skipped, errors } = bundle;
  const head = `${formatCount(inserted, 'event')} from ${formatCount(members, 'file')}`;
  const notes = [
    duplicates > 0 && `${formatCount(duplicates, 'duplicate')} dropped.`,
    skipped > 0 && `${formatNumber(skipped)} skipped, with reasons below.`,
    conflicts > 0 && `${formatCount(conflicts, 'event')} kept apart: same id, different content.`,
  ].filter(Boolean);
  const first =
    errors > 0
      ? `${head}; ${formatCount(errors, 'problem')} while reading.`
      : inserted === 0 && duplicates > 0
        ? `Nothing new in ${formatCount(members, 'file')}: all of it was here already.`
        : `${head}; nothing lost.`;
  return { kind: errors > 0 ? 'losses' : 'clean', text: [first, ...notes].join(' ') };
}
