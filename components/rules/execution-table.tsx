import { formatDuration, formatNumber } from '@/lib/format';
import type { ExecutionRow } from '@/lib/rules/schemas';
import { cn } from '../ui/cn';
import { ScrollRegion } from '../ui/scroll-region';
import { UtcTime } from '../ui/utc-time';
import { ExecutionStatus } from './execution-status';

const KINDS = { scheduled: 'schedule', ingest: 'ingest', manual: 'by hand' } as const satisfies Record<
  ExecutionRow['kind'],
  string
>;

const COUNTS = [
  ['matched', 'Matched'],
  ['opened', 'Opened'],
  ['superseded', 'Superseded'],
  ['capped', 'Held back'],
  ['notEvaluable', 'Not evaluable'],
] as const;

/** The latest executions. What the limit held back and what could not be judged is counted, never silent. */
export function ExecutionTable({ executions }: { readonly executions: readonly ExecutionRow[] }) {
  if (executions.length === 0) return <p className="text-muted-foreground">This rule has not run yet.</p>;
  return (
    <ScrollRegion label="Executions" className="max-h-72 rounded-md border">
      <table className="w-full whitespace-nowrap">
        <thead className="sticky top-0 bg-panel text-left text-muted-foreground">
          <tr className="h-8">
            <th scope="col" className="px-1.5 font-medium">
              Started (UTC)
            </th>
            <th scope="col" className="px-1.5 font-medium">
              By
            </th>
            <th scope="col" className="px-1.5 font-medium">
              Status
            </th>
            <th scope="col" className="px-1.5 text-right font-medium">
              Took
            </th>
            {COUNTS.map(([key, label]) => (
              <th key={key} scope="col" className="px-1.5 text-right font-medium">
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {executions.map((execution) => (
            <ExecutionLine key={execution.id} execution={execution} />
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
}

function ExecutionLine({ execution }: { readonly execution: ExecutionRow }) {
  const { startedAt, finishedAt, message } = execution;
  return (
    <tr className="h-8 border-t">
      <td className="px-1.5">
        <UtcTime iso={startedAt} />
      </td>
      <td className="px-1.5">{KINDS[execution.kind]}</td>
      <td className="max-w-64 truncate px-1.5" title={message ?? undefined}>
        <ExecutionStatus execution={execution} />
        {message && <span className="ml-2 text-muted-foreground">{message}</span>}
      </td>
      <td className="px-1.5 text-right">
        {finishedAt ? formatDuration(Date.parse(finishedAt) - Date.parse(startedAt)) : 'running'}
      </td>
      {COUNTS.map(([key]) => (
        <td key={key} className={cn('px-1.5 text-right', execution[key] === 0 && 'text-muted-foreground')}>
          {formatNumber(execution[key])}
        </td>
      ))}
    </tr>
  );
}
