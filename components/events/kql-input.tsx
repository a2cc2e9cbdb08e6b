'use client';

import { Search } from 'lucide-react';
import { type KeyboardEvent, type Ref, useId, useState } from 'react';
import { cn } from '../ui/cn';
import { Input } from '../ui/input';
import { Kbd } from '../ui/kbd';
import { completionsAt, type KqlSuggestion } from './kql-completions';

interface KqlInputProps {
  readonly value: string;
  readonly onChange: (query: string) => void;
  readonly onSubmit: () => void;
  readonly invalid: boolean;
  readonly describedBy: string;
  readonly ref: Ref<HTMLInputElement>;
}

/** A line of KQL that offers field names, operators and conjunctions while one types. */
export function KqlInput({ value, onChange, onSubmit, invalid, describedBy, ref }: KqlInputProps) {
  const listId = useId();
  const [suggestions, setSuggestions] = useState<readonly KqlSuggestion[]>([]);
  const [chosen, setChosen] = useState(-1);
  const suggest = (query: string, cursor: number | null) => {
    setSuggestions(cursor === null ? [] : completionsAt(query, cursor));
    setChosen(-1);
  };
  const close = () => setSuggestions([]);
  const accept = ({ query }: KqlSuggestion) => {
    onChange(query);
    suggest(query, query.length);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const picked = suggestions[chosen];
    if (step && suggestions.length > 0) {
      event.preventDefault();
      setChosen((chosen + step + suggestions.length) % suggestions.length);
    } else if ((event.key === 'Enter' || event.key === 'Tab') && picked) {
      event.preventDefault();
      accept(picked);
    } else if (event.key === 'Enter') {
      close();
      onSubmit();
    } else if (event.key === 'Escape' && suggestions.length > 0) {
      event.preventDefault();
      close();
    }
  };
  return (
    <div className="relative min-w-0 flex-1">
      <Search aria-hidden className="absolute top-2 left-2 size-4 text-muted-foreground" />
      <Input
        ref={ref}
        role="combobox"
        aria-label="KQL query"
        aria-expanded={suggestions.length > 0}
        aria-controls={listId}
        aria-autocomplete="list"
        aria-activedescendant={chosen >= 0 ? `${listId}-${chosen}` : undefined}
        aria-invalid={invalid}
        aria-describedby={describedBy}
        autoComplete="off"
        spellCheck={false}
        placeholder='KQL, for example event.action: "DescribeInstanceAttribute" and event.outcome: "failure"'
        value={value}
        onChange={(event) => {
          onChange(event.target.value);
          suggest(event.target.value, event.target.selectionStart);
        }}
        onKeyDown={onKeyDown}
        onBlur={close}
        className="px-8 font-mono text-xs"
      />
      <Kbd className="absolute top-1.5 right-1.5">/</Kbd>
      <div
        id={listId}
        role="listbox"
        aria-label="Suggestions"
        hidden={suggestions.length === 0}
        className="absolute top-9 left-0 z-30 max-h-72 w-max max-w-full min-w-72 overflow-y-auto rounded-md border border-border-strong bg-popover p-1 font-mono text-xs shadow-md"
      >
        {suggestions.map((suggestion, index) => (
          <div
            key={suggestion.text}
            id={`${listId}-${index}`}
            role="option"
            tabIndex={-1}
            aria-selected={index === chosen}
            // Before the input loses focus and the list closes.
            onMouseDown={(event) => {
              event.preventDefault();
              accept(suggestion);
            }}
            className={cn(
              'cursor-pointer rounded-sm px-2 py-1',
              index === chosen ? 'bg-muted' : 'hover:bg-muted',
            )}
          >
            {suggestion.text}
          </div>
        ))}
      </div>
    </div>
  );
}
