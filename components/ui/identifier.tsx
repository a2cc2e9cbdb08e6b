'use client';

import Link from 'next/link';
import type { KeyboardEvent } from 'react';
import { cn } from './cn';
import { CopyIcon, useCopy } from './copy-button';
import { Tooltip, TooltipContent, TooltipTrigger } from './tooltip';

/** Characters kept at the end when the middle gives way: enough to tell instances and sessions apart. */
const TAIL = 8;

interface IdentifierProps {
  /** The whole value: shown on hover and focus, and what is copied. */
  readonly value: string;
  /** What it is, for people who hear the page: `access key`. */
  readonly kind?: string;
  /** Shown in place of the value, e.g. `user/bert-jan` for an ARN. */
  readonly label?: string;
  /** Where the text leads. */
  readonly href?: string;
  /** Characters that stay at the end when the middle gives way. */
  readonly tail?: number;
  readonly className?: string;
}

/** An ARN, key, id or address: mono, cut in the middle to the room there is, copied with one click or `c`. */
export function Identifier({
  value,
  kind = 'value',
  label = value,
  href,
  tail = TAIL,
  className,
}: IdentifierProps) {
  const { copied, copy } = useCopy(value);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'c' || event.metaKey || event.ctrlKey || event.altKey) return;
    event.preventDefault();
    event.stopPropagation();
    copy();
  };
  const text = <MiddleCut text={label} tail={tail} />;
  return (
    <Tooltip>
      <TooltipTrigger asChild>
        <span
          className={cn(
            'group/id relative z-1 inline-flex max-w-full min-w-0 items-center align-bottom font-mono text-xs',
            className,
          )}
        >
          {href ? (
            <Link href={href} className="min-w-0 underline-offset-2 hover:underline" onKeyDown={onKeyDown}>
              {text}
            </Link>
          ) : (
            text
          )}
          <button
            type="button"
            onClick={copy}
            onKeyDown={onKeyDown}
            aria-label={`Copy ${kind} ${value}`}
            className="absolute -right-1 inline-flex size-6 items-center justify-center rounded-sm border bg-popover text-muted-foreground opacity-0 group-hover/id:opacity-100 hover:text-foreground focus-visible:opacity-100 [&_svg]:size-3"
          >
            <CopyIcon copied={copied} />
          </button>
          <span className="sr-only" aria-live="polite">
            {copied ? 'Copied' : ''}
          </span>
        </span>
      </TooltipTrigger>
      <TooltipContent className="font-mono">{value}</TooltipContent>
    </Tooltip>
  );
}

function MiddleCut({ text, tail }: { readonly text: string; readonly tail: number }) {
  const cut = Math.max(text.length - tail, 0);
  return (
    <span className="flex min-w-0 whitespace-pre">
      <span className="truncate">{text.slice(0, cut)}</span>
      <span className="shrink-0">{text.slice(cut)}</span>
    </span>
  );
}
