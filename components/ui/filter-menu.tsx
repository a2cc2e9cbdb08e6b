'use client';

import { ChevronDown } from 'lucide-react';
import type { ReactNode } from 'react';
import { formatNumber } from '@/lib/format';
import { Button } from './button';
import {
  DropdownMenu,
  DropdownMenuCheckboxItem,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from './dropdown-menu';

export interface FilterOption<T extends string> {
  readonly value: T;
  readonly label: ReactNode;
  /** Plain words of the label, for the button. */
  readonly word: string;
  readonly count?: number;
}

interface FilterMenuProps<T extends string> {
  readonly name: string;
  readonly options: readonly FilterOption<T>[];
  readonly chosen: readonly T[];
  readonly onChange: (chosen: T[]) => void;
}

/** A button that says what it filters by, with a list of choices that stays open while choosing. */
export function FilterMenu<T extends string>({ name, options, chosen, onChange }: FilterMenuProps<T>) {
  const words = options.filter((option) => chosen.includes(option.value)).map((option) => option.word);
  return (
    <DropdownMenu>
      <DropdownMenuTrigger asChild>
        <Button variant="outline" size="sm" className="max-w-56 font-normal">
          <span className="text-muted-foreground">{name}</span>
          {chosen.length > 0 && (
            <span className="truncate">{words.length === 1 ? words[0] : `${chosen.length} chosen`}</span>
          )}
          <ChevronDown aria-hidden className="text-muted-foreground" />
        </Button>
      </DropdownMenuTrigger>
      <DropdownMenuContent align="start" className="max-w-96">
        {options.length === 0 && <DropdownMenuItem disabled>Nothing to choose</DropdownMenuItem>}
        {options.map((option) => (
          <DropdownMenuCheckboxItem
            key={option.value}
            checked={chosen.includes(option.value)}
            onCheckedChange={(checked) => onChange(toggle(chosen, option.value, checked))}
            onSelect={(event) => event.preventDefault()}
          >
            <span className="min-w-0 flex-1 truncate">{option.label}</span>
            {option.count !== undefined && (
              <span className="pl-4 text-xs text-muted-foreground">{formatNumber(option.count)}</span>
            )}
          </DropdownMenuCheckboxItem>
        ))}
        {chosen.length > 0 && (
          <>
            <DropdownMenuSeparator />
            <DropdownMenuItem onSelect={() => onChange([])}>Clear</DropdownMenuItem>
          </>
        )}
      </DropdownMenuContent>
    </DropdownMenu>
  );
}

function toggle<T>(list: readonly T[], value: T, on: boolean): T[] {
  return on ? [...list, value] : list.filter((item) => item !== value);
}
