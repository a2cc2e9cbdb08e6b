import Link from 'next/link';
import type { BundleDetail } from '@/lib/bundles/schemas';
import { formatNumber } from '@/lib/format';

interface Share {
  readonly name: string;
  readonly events: number;
  readonly href: string;
}

/** The first look: which accounts and services the bundle speaks of. */
export function BundleContents({ bundle }: { readonly bundle: BundleDetail }) {
  const accounts = bundle.accounts.map(({ id, events }) => toShare(id, events, 'cloud.account.id'));
  const services = bundle.services.map(({ name, events }) => toShare(name, events, 'event.provider'));
  return (
    <div className="grid gap-8 px-4 py-4 lg:grid-cols-2">
      <ShareList title="Accounts" shares={accounts} />
      <ShareList title="Services" shares={services} />
    </div>
  );
}

function toShare(name: string, events: number, field: string): Share {
  return { name, events, href: `/events?${new URLSearchParams({ q: `${field}: ${JSON.stringify(name)}` })}` };
}

function ShareList({ title, shares }: { readonly title: string; readonly shares: readonly Share[] }) {
  const most = Math.max(...shares.map((share) => share.events), 1);
  return (
    <section>
      <h2 className="pb-1 font-medium">{title}</h2>
      {shares.length === 0 && <p className="text-muted-foreground">No event names one.</p>}
      <ul>
        {shares.map(({ name, events, href }) => (
          <li
            key={name}
            className="grid h-8 grid-cols-[minmax(0,14rem)_1fr_6rem] items-center gap-3 border-b"
          >
            <Link href={href} className="truncate font-mono text-xs hover:underline">
              {name}
            </Link>
            <span
              aria-hidden
              className="h-2 rounded-sm bg-chart-sky"
              style={{ width: `${(events / most) * 100}%` }}
            />
            <span className="text-right">{formatNumber(events)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
