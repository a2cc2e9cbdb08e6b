'use client';

import { Search } from 'lucide-react';
import { useMemo, useState } from 'react';
import type { EcsDocument } from '@/lib/ecs';
import { formatNumber } from '@/lib/format';
import { CopyButton } from '../ui/copy-button';
import { Input } from '../ui/input';
import { ScrollRegion } from '../ui/scroll-region';
import { flattenFields } from './flatten-fields';

/** The ECS document as a list of dotted names, searchable by name and value. */
export function FieldTable({ document }: { readonly document: EcsDocument }) {
  const [text, setText] = useState('');
  const fields = useMemo(() => flattenFields(document), [document]);
  const wanted = text.trim().toLowerCase();
  const shown = fields.filter(({ name, value }) => `${name} ${value}`.toLowerCase().includes(wanted));
  return (
    <>
      <div className="flex h-12 shrink-0 items-center gap-3 border-b px-4">
        <div className="relative w-72">
          <Search aria-hidden className="absolute top-2 left-2 size-4 text-muted-foreground" />
          <Input
            type="search"
            aria-label="Find a field or value"
            placeholder="Find a field or value"
            value={text}
            onChange={(event) => setText(event.target.value)}
            className="pl-8"
          />
        </div>
        <span className="text-muted-foreground" role="status">
          {formatNumber(shown.length)} of {formatNumber(fields.length)} fields
        </span>
      </div>
      <ScrollRegion label="Fields" className="min-h-0 flex-1 px-4 py-2">
        <dl className="grid grid-cols-[minmax(160px,2fr)_3fr] font-mono text-xs">
          {shown.map(({ name, value }) => (
            <div key={name} className="group col-span-2 grid grid-cols-subgrid border-b py-1 hover:bg-hover">
              <dt className="pr-4 break-all text-muted-foreground">{name}</dt>
              <dd className="flex items-start gap-2 break-all">
                <span className="min-w-0 flex-1 whitespace-pre-wrap">{value}</span>
                <CopyButton
                  value={value}
                  label="Copy"
                  aria-label={`Copy ${name}`}
                  variant="ghost"
                  className="-my-1 h-6 opacity-0 group-hover:opacity-100 focus-visible:opacity-100"
                />
              </dd>
            </div>
          ))}
        </dl>
      </ScrollRegion>
    </>
  );
}
