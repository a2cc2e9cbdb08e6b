'use client';

import { formatDuration, formatUtc } from '@/lib/format';
import { MINUTE_MS } from '@/lib/time';
import { cn } from './cn';
import { Tooltip, TooltipContent, TooltipTrigger } from './tooltip';
import { useNow } from './use-now';

interface UtcTimeProps {
  readonly iso: string;
  /** Says beside it how long ago that was. For times of the product itself; log times are mostly old. */
  readonly relative?: boolean;
  readonly className?: string;
}

/** `2023-07-10 11:55:35`, UTC; hover tells the local time. */
export function UtcTime({ iso, relative = false, className }: UtcTimeProps) {
  return (
    <Tooltip>
      <TooltipTrigger asChild>
        <time dateTime={iso} className={cn('whitespace-nowrap', className)}>
          {formatUtc(iso)}
          {relative && <Relative iso={iso} />}
        </time>
      </TooltipTrigger>
      <TooltipContent>
        <LocalTime iso={iso} />
      </TooltipContent>
    </Tooltip>
  );
}

function Relative({ iso }: { readonly iso: string }) {
  const now = useNow();
  // Wide enough for what the browser fills in, so that nothing moves then.
  return (
    <span className="ml-2 inline-block min-w-24 text-muted-foreground">
      {now === null ? '' : formatAgo(iso, now)}
    </span>
  );
}

/** Rendered only when opened, so it never meets the server's time zone. */
function LocalTime({ iso }: { readonly iso: string }) {
  const now = useNow();
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const local = new Intl.DateTimeFormat('sv-SE', { dateStyle: 'short', timeStyle: 'medium' }).format(
    new Date(iso),
  );
  return (
    <span className="flex flex-col">
      <span>{iso.replace('T', ' ').replace('Z', '')} UTC</span>
      <span>
        {local} {zone}
      </span>
      {now !== null && <span className="text-muted-foreground">{formatAgo(iso, now)}</span>}
    </span>
  );
}

export function formatAgo(iso: string, now: number): string {
  const elapsed = now - Date.parse(iso);
  if (Math.abs(elapsed) < MINUTE_MS) return 'just now';
  // `3 d 4 h` is more than one wants to know about a time that stands beside it.
  const length = formatDuration(elapsed).split(' ').slice(0, 2).join(' ');
  return elapsed > 0 ? `${length} ago` : `in ${length}`;
}
