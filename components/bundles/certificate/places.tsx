import type { Certificate, ValueCount } from '@/lib/bundles/schemas';
import { formatNumber } from '@/lib/format';
import { TextLink } from '../../ui/text-link';
import { eventLinkAddress } from '../links';

/** Which accounts, regions and services the new events speak of. */
export function Places({ certificate }: { readonly certificate: Certificate }) {
  const { accounts, regions, services } = certificate;
  return (
    <div className="grid gap-x-8 gap-y-4 lg:grid-cols-3 print:grid-cols-3">
      <ValueList title="Accounts" values={accounts} absent="no account" />
      <ValueList title="Regions" values={regions} absent="no region" />
      <ValueList title="Services" values={services} absent="no service" />
    </div>
  );
}

interface ValueListProps {
  readonly title: string;
  readonly values: readonly ValueCount[];
  /** What stands for events that name none. */
  readonly absent: string;
}

function ValueList({ title, values, absent }: ValueListProps) {
  const most = Math.max(...values.map(({ events }) => events), 1);
  return (
    <section className="min-w-0">
      <h3 className="border-b pb-1 text-muted-foreground">{title}</h3>
      {values.length === 0 && <p className="py-1 text-muted-foreground">No event of its own.</p>}
      <ul>
        {values.map(({ value, events, link }) => (
          <li
            key={value}
            className="grid h-7 grid-cols-[minmax(0,1fr)_4rem_4.5rem] items-center gap-3 border-b last:border-0 print:grid-cols-[minmax(0,1fr)_auto]"
          >
            {value ? (
              <span className="truncate font-mono text-xs" title={value}>
                {value}
              </span>
            ) : (
              <span className="text-muted-foreground italic">{absent}</span>
            )}
            <span aria-hidden className="h-2 bg-muted print:hidden">
              <span
                className="block h-full min-w-px bg-chart-blue"
                style={{ width: `${(events / most) * 100}%` }}
              />
            </span>
            <span className="text-right">
              <TextLink href={eventLinkAddress(link)}>{formatNumber(events)}</TextLink>
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
