import { formatCount } from '@/lib/format';
import type { Finding } from '@/lib/investigate/schemas';
import { cn } from '../../ui/cn';
import { TextLink } from '../../ui/text-link';
import { eventsHref } from './event-links';

type Stance = Finding['stance'];

const STANCES = {
  raises: { mark: '▲', words: 'Raises suspicion', color: 'text-verdict-tp' },
  lowers: { mark: '▼', words: 'Lowers suspicion', color: 'text-verdict-benign' },
  neutral: { mark: '●', words: 'Neither raises nor lowers suspicion', color: 'text-muted-foreground' },
  cannot_tell: { mark: '○', words: 'The data cannot tell', color: 'text-muted-foreground' },
} as const satisfies Record<Stance, { mark: string; words: string; color: string }>;

/** What the data says to a step, which way it points, and the events that say it. */
export function FindingLine({ finding: { text, stance, events } }: { readonly finding: Finding }) {
  const { mark, words, color } = STANCES[stance];
  return (
    <p className="flex gap-2">
      <span aria-hidden title={words} className={cn('w-3 shrink-0 text-center', color)}>
        {mark}
      </span>
      <span className="min-w-0 break-words">
        <span className="sr-only">{words}: </span>
        {text}
        {events && (
          <>
            {' '}
            <TextLink href={eventsHref(events.query, events)}>{formatCount(events.count, 'event')}</TextLink>
          </>
        )}
      </span>
    </p>
  );
}

const COUNTED: ReadonlyArray<readonly [Stance, string]> = [
  ['raises', 'raise'],
  ['lowers', 'lower'],
  ['neutral', 'neutral'],
  ['cannot_tell', 'cannot tell'],
];

/** `▲ 3 raise  ▼ 2 lower  ○ 1 cannot tell`: the balance of the argument. */
export function StanceTally({ findings }: { readonly findings: readonly Finding[] }) {
  return (
    <ul aria-label="What the findings say" className="flex flex-wrap gap-x-3">
      {COUNTED.map(([stance, word]) => {
        const count = findings.filter((finding) => finding.stance === stance).length;
        if (count === 0) return null;
        return (
          <li key={stance} className="whitespace-nowrap">
            <span aria-hidden className={STANCES[stance].color}>
              {STANCES[stance].mark}
            </span>{' '}
            {count} {word}
          </li>
        );
      })}
    </ul>
  );
}
