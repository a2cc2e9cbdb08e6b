'use client';

import { useQuery } from '@tanstack/react-query';
import { FolderArchive, X } from 'lucide-react';
import { bundleListQuery } from '@/lib/queries/bundles';
import { Button } from '../ui/button';

interface BundleScopeProps {
  readonly id: number;
  readonly onClear: () => void;
}

/** Says that only the events of one bundle are searched, and lets go of that. */
export function BundleScope({ id, onClear }: BundleScopeProps) {
  const { data } = useQuery(bundleListQuery());
  const name = data?.find((bundle) => bundle.id === id)?.name ?? `bundle ${id}`;
  return (
    <Button
      variant="outline"
      size="sm"
      className="max-w-56 font-normal"
      onClick={onClear}
      title={`Only events that came with ${name}`}
    >
      <FolderArchive aria-hidden className="text-muted-foreground" />
      <span className="truncate">
        <span className="sr-only">Only </span>
        {name}
      </span>
      <X aria-hidden className="text-muted-foreground" />
      <span className="sr-only">, search all bundles</span>
    </Button>
  );
}
