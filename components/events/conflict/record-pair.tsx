import type { ConflictComparison, RecordLocation } from '@/lib/events/schemas';
import { formatNumber } from '@/lib/format';
import { bundleAddress } from '../../bundles/search-params';
import { CopyButton } from '../../ui/copy-button';
import { ScrollRegion } from '../../ui/scroll-region';
import { TextLink } from '../../ui/text-link';
import { prettyRecord } from './pretty-record';

/** Both records whole, the places that differ marked. */
export function RecordPair({ conflict }: { readonly conflict: ConflictComparison }) {
  const { event, other, eventRaw, otherRaw } = conflict;
  const [one, two] = [prettyRecord(eventRaw), prettyRecord(otherRaw)];
  return (
    <div className="grid min-h-0 flex-1 grid-cols-2">
      <RecordSide title="Became the event" place={event} raw={eventRaw} lines={one} others={two} />
      <RecordSide title="Kept apart" place={other} raw={otherRaw} lines={two} others={one} isSecond />
    </div>
  );
}

interface RecordSideProps {
  readonly title: string;
  readonly place: RecordLocation;
  readonly raw: string;
  readonly lines: readonly string[];
  readonly others: readonly string[];
  readonly isSecond?: boolean;
}

function RecordSide({ title, place, raw, lines, others, isSecond }: RecordSideProps) {
  const known = new Set(others);
  return (
    <section
      aria-label={title}
      className={isSecond ? 'flex min-w-0 flex-col border-l' : 'flex min-w-0 flex-col'}
    >
      <div className="flex items-start gap-3 border-b px-4 py-2">
        <div className="min-w-0 flex-1">
          <h2 className="font-semibold">{title}</h2>
          <p className="text-muted-foreground wrap-anywhere">
            <TextLink href={bundleAddress(place.bundleId)}>{place.bundleName}</TextLink>,{' '}
            <span className="font-mono text-xs">
              <TextLink href={bundleAddress(place.bundleId, { tab: 'members', member: place.memberId })}>
                {place.member}
              </TextLink>
            </span>
            , byte {formatNumber(place.offset)}, {formatNumber(place.length)} bytes
          </p>
        </div>
        <CopyButton value={raw} label="Copy record" />
      </div>
      <ScrollRegion label={`${title}: the record`} className="min-h-64 flex-1 py-2">
        <pre className="wrap-anywhere whitespace-pre-wrap">
          {numbered(lines).map(({ line, number }) => {
            const isOwn = !known.has(line);
            return (
              <span key={number} className={isOwn ? 'block bg-mark px-4 text-mark-foreground' : 'block px-4'}>
                <span aria-hidden className="inline-block w-4 select-none">
                  {isOwn ? '≠' : ''}
                </span>
                {line}
              </span>
            );
          })}
        </pre>
      </ScrollRegion>
    </section>
  );
}

function numbered(lines: readonly string[]) {
  return lines.map((line, number) => ({ line, number }));
}
