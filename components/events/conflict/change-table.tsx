import type { ConflictComparison, FieldChange } from '@/lib/events/schemas';
import { formatNumber } from '@/lib/format';
import { Absent } from '../../ui/absent';
import { cn } from '../../ui/cn';

const KINDS = {
  changed: { sign: '≠', word: 'other value', color: 'text-warning' },
  added: { sign: '+', word: 'only kept apart', color: 'text-success' },
  removed: { sign: '−', word: 'only the event', color: 'text-danger' },
} as const satisfies Record<FieldChange['kind'], { sign: string; word: string; color: string }>;

/** Field by field what differs: sign, word and colour say how. */
export function ChangeTable({ conflict }: { readonly conflict: ConflictComparison }) {
  const { changes, changesTotal } = conflict;
  return (
    <>
      <table aria-label="Fields that differ" className="w-full table-fixed text-left">
        <thead>
          <tr className="border-b text-muted-foreground [&>th]:py-1 [&>th]:pr-4 [&>th]:font-medium">
            <th scope="col" className="w-36">
              How
            </th>
            <th scope="col" className="w-1/4">
              Field
            </th>
            <th scope="col">In the event</th>
            <th scope="col">In the record kept apart</th>
          </tr>
        </thead>
        <tbody>
          {changes.map(({ path, kind, event, other }) => (
            <tr key={path} className="border-b align-top last:border-0 [&>td]:py-1 [&>td]:pr-4">
              <td className="whitespace-nowrap">
                <span
                  className={cn('inline-block w-5 text-center font-mono font-semibold', KINDS[kind].color)}
                >
                  {KINDS[kind].sign}
                </span>
                {KINDS[kind].word}
              </td>
              <td className="font-mono text-xs leading-5 wrap-anywhere">{path || 'the whole record'}</td>
              <td>
                <Value text={event} isMarked={kind !== 'added'} />
              </td>
              <td>
                <Value text={other} isMarked={kind !== 'removed'} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {changesTotal > changes.length && (
        <p className="pt-1 text-muted-foreground">
          The first {formatNumber(changes.length)} of {formatNumber(changesTotal)}.
        </p>
      )}
    </>
  );
}

function Value({ text, isMarked }: { readonly text: string | null; readonly isMarked: boolean }) {
  if (text === null) return <Absent>not in this record</Absent>;
  const shown = <span className="font-mono text-xs leading-5 wrap-anywhere">{text}</span>;
  return isMarked ? <mark className="rounded-sm px-0.5">{shown}</mark> : shown;
}
