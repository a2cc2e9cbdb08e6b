import type { ActivityRow } from '@/lib/bundles/schemas';
import { formatCount, formatNumber, formatUtc } from '@/lib/format';
import { TextLink } from '../../ui/text-link';
import { eventLinkAddress } from '../links';
import { placeName, type StripRow } from './activity-words';
import { CountTable } from './count-table';

const GAPS_SHOWN = 3;

interface ActivityTableProps {
  readonly rows: readonly StripRow[];
}

/** The strip as numbers, with its longest gaps. */
export function ActivityTable({ rows }: ActivityTableProps) {
  return (
    <CountTable
      label="Records by account and region"
      rows={rows}
      keyOf={({ key }) => key}
      columns={[
        {
          header: 'Account and region',
          cell: (row) => <span className="font-mono text-xs whitespace-nowrap">{placeName(row)}</span>,
        },
        { header: 'Records', align: 'right', cell: ({ records }) => formatNumber(records) },
        {
          header: 'New events',
          align: 'right',
          cell: ({ events, link }) =>
            events > 0 ? <TextLink href={eventLinkAddress(link)}>{formatNumber(events)}</TextLink> : '0',
        },
        {
          header: 'First and last hour (UTC)',
          cell: ({ first, last }) => (
            <>
              {hour(first)} to {hour(last)}
            </>
          ),
        },
        { header: 'Gap hours', align: 'right', cell: ({ gapHours }) => formatNumber(gapHours) },
        { header: 'Longest gaps (UTC)', isWide: true, cell: (row) => <Gaps row={row} /> },
      ]}
    />
  );
}

function Gaps({ row: { gaps, gapCount } }: { readonly row: ActivityRow }) {
  if (gapCount === 0) return <span className="text-muted-foreground">none</span>;
  const longest = gaps.toSorted((a, b) => b.hours - a.hours).slice(0, GAPS_SHOWN);
  return (
    <ul className="text-xs leading-5">
      {longest.map(({ from, to, hours }) => (
        <li key={from} className="whitespace-nowrap">
          {hour(from)} to {endOf(from, to)}, {formatNumber(hours)} h
        </li>
      ))}
      {gapCount > longest.length && (
        <li className="text-muted-foreground">and {formatCount(gapCount - longest.length, 'shorter gap')}</li>
      )}
    </ul>
  );
}

/** The day once when it is the same. */
function endOf(from: string, to: string): string {
  const end = formatUtc(to).slice(0, 16);
  return from.slice(0, 10) === to.slice(0, 10) ? end.slice(11) : end;
}

function hour(iso: string) {
  return <span className="whitespace-nowrap">{formatUtc(iso).slice(0, 16)}</span>;
}
