import { CircleAlert, TriangleAlert } from 'lucide-react';
import { parseKql } from '@/lib/kql';

interface KqlNoticeProps {
  readonly id: string;
  readonly query: string;
}

/** What is wrong with a query, with a mark under the place. One line high at least, so that nothing shifts. */
export function KqlNotice({ id, query }: KqlNoticeProps) {
  const notice = noticeOf(query);
  if (!notice) return null;
  const Icon = notice.severity === 'error' ? CircleAlert : TriangleAlert;
  const before = query.slice(0, notice.start);
  return (
    <div id={id} role="alert" className="flex flex-col gap-1 border-b px-4 py-2">
      <p className="flex items-center gap-1.5">
        <Icon
          aria-hidden
          className={`size-4 shrink-0 ${notice.severity === 'error' ? 'text-danger' : 'text-warning'}`}
        />
        {notice.message}
      </p>
      <pre aria-hidden className="overflow-x-auto pl-5.5 text-xs">
        {before}
        <mark className="rounded-sm">{query.slice(notice.start, notice.end) || ' '}</mark>
        {query.slice(notice.end)}
      </pre>
    </div>
  );
}

function noticeOf(query: string) {
  const parsed = parseKql(query);
  if (!parsed.ok) return { severity: 'error', ...parsed } as const;
  return parsed.problems.at(0) ?? null;
}
