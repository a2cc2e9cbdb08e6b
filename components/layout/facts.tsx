import type { ReactNode } from 'react';
import { cn } from '../ui/cn';

export interface Fact {
  readonly name: string;
  readonly value: ReactNode;
}

/** Names and values in two columns, divided by lines. */
export function FactTable({
  facts,
  className,
}: {
  readonly facts: readonly Fact[];
  readonly className?: string;
}) {
  return (
    <dl className={cn('grid grid-cols-[minmax(128px,max-content)_1fr]', className)}>
      {facts.map(({ name, value }) => (
        <div key={name} className="col-span-2 grid grid-cols-subgrid border-b py-1.5 last:border-0">
          <dt className="pr-6 text-muted-foreground">{name}</dt>
          <dd className="min-w-0 break-words">{value}</dd>
        </div>
      ))}
    </dl>
  );
}

/** Names over values, side by side. */
export function FactRow({ facts }: { readonly facts: readonly Fact[] }) {
  return (
    <dl className="flex flex-wrap gap-x-6 gap-y-3">
      {facts.map(({ name, value }) => (
        <div key={name} className="flex flex-col">
          <dt className="text-xs text-muted-foreground">{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
