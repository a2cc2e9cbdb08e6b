import type { BundleDetail, BundleMemberRow, BundleRow } from '@/lib/bundles/schemas';
import { formatCount, formatNumber } from '@/lib/format';

export interface BundleVerdict {
  /** `clean`: every record is an event now or already was one. */
  readonly kind: 'running' | 'clean' | 'losses' | 'failed';
  readonly text: string;
}

/** What became of a bundle, in one or two sentences. With its members it can say how many of them were not read. */
export function verdictOf(bundle: BundleRow | BundleDetail): BundleVerdict {
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

function verdictOfDone(bundle: BundleRow | BundleDetail): BundleVerdict {
  const { inserted, members, duplicates, errors } = bundle;
  const head = `${formatCount(inserted, 'event')} from ${formatCount(members, 'file')}`;
  const first =
    errors > 0
      ? `${head}; ${lossOf(bundle)}.`
      : inserted === 0 && duplicates > 0
        ? `Nothing new in ${formatCount(members, 'file')}: all of it was here already.`
        : `${head}; nothing lost.`;
  return { kind: errors > 0 ? 'losses' : 'clean', text: [first, ...notesOf(bundle)].join(' ') };
}

/** The verdict beside columns that hold the numbers of events and files. */
export function shortVerdictOf(bundle: BundleRow): BundleVerdict {
  const whole = verdictOf(bundle);
  if (bundle.status !== 'done') return whole;
  const { inserted, duplicates, errors } = bundle;
  const first =
    errors > 0
      ? `${lossOf(bundle)}.`
      : inserted === 0 && duplicates > 0
        ? 'All of it was here already.'
        : 'Nothing lost.';
  return { ...whole, text: [first, ...notesOf(bundle)].join(' ') };
}

function notesOf({ duplicates, conflicts, skipped }: BundleRow): string[] {
  return [
    duplicates > 0 && `${formatCount(duplicates, 'duplicate')} dropped.`,
    skipped > 0 && `${formatNumber(skipped)} skipped.`,
    conflicts > 0 && `${formatCount(conflicts, 'record')} kept apart: same id, different content.`,
  ].filter((note) => note !== false);
}

function lossOf(bundle: BundleRow | BundleDetail): string {
  const problems = `${formatCount(bundle.errors, 'problem')} while reading`;
  if (!('memberRows' in bundle) || bundle.memberRows.length < bundle.members) return problems;
  const damaged = bundle.memberRows.filter(({ errors, status }) => errors > 0 || status === 'failed');
  const unread = damaged.filter(isUnread).length;
  const partly = damaged.length - unread;
  const parts = [
    unread > 0 && `${formatCount(unread, 'file')} could not be read`,
    partly > 0 && `${formatCount(partly, 'file')} could be read only in part`,
  ].filter(Boolean);
  return parts.length > 0 ? parts.join(', ') : problems;
}

function isUnread({ records }: BundleMemberRow): boolean {
  return records === 0;
}
