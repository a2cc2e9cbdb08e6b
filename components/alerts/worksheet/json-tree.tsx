'use client';

import { ChevronDown, ChevronRight } from 'lucide-react';
import { useMemo, useState } from 'react';
import type { JsonValue } from '@/lib/ecs';
import { Button } from '../../ui/button';
import { CopyIcon, useCopy } from '../../ui/copy-button';
import { Highlight } from './highlight';
import { branchPaths, type JsonRow, jsonRows, leafText } from './json-rows';
import { showUnseen } from './unseen-characters';

const ROWS_STEP = 300;
const VALUE_CHARS_MAX = 2000;

interface JsonTreeProps {
  readonly label: string;
  readonly value: JsonValue;
  readonly search: string;
}

/** JSON as lines that open and close; long documents come in steps. */
export function JsonTree({ label, value, search }: JsonTreeProps) {
  const [collapsed, setCollapsed] = useState<ReadonlySet<string>>(new Set());
  const [rowsMax, setRowsMax] = useState(ROWS_STEP);
  const rows = useMemo(() => jsonRows(value, collapsed, search), [value, collapsed, search]);
  const hasBranches = useMemo(() => branchPaths(value).length > 0, [value]);
  const toggle = (path: string) => {
    const next = new Set(collapsed);
    if (!next.delete(path)) next.add(path);
    setCollapsed(next);
  };

  return (
    <div className="flex flex-col items-start gap-1">
      {hasBranches && (
        <div className="flex gap-3">
          <Button
            variant="link"
            className="h-auto px-0 text-xs font-normal"
            onClick={() => setCollapsed(new Set())}
          >
            Open all
          </Button>
          <Button
            variant="link"
            className="h-auto px-0 text-xs font-normal"
            onClick={() => setCollapsed(new Set(branchPaths(value)))}
          >
            Close all
          </Button>
        </div>
      )}
      {rows.length === 0 && (
        <p className="text-muted-foreground italic">{search ? 'Nothing here matches.' : 'Empty.'}</p>
      )}
      <ul aria-label={label} className="w-full font-mono text-xs">
        {rows.slice(0, rowsMax).map((row) => (
          <TreeRow key={row.path} row={row} search={search} onToggle={() => toggle(row.path)} />
        ))}
      </ul>
      {rows.length > rowsMax && (
        <Button variant="outline" size="sm" onClick={() => setRowsMax(rowsMax + ROWS_STEP)}>
          {rows.length - rowsMax} more lines
        </Button>
      )}
    </div>
  );
}

interface TreeRowProps {
  readonly row: JsonRow;
  readonly search: string;
  readonly onToggle: () => void;
}

function TreeRow({ row, search, onToggle }: TreeRowProps) {
  const { copied, copy } = useCopy(
    row.size === null ? leafText(row.value) : JSON.stringify(row.value, null, 2),
  );
  const Chevron = row.isOpen ? ChevronDown : ChevronRight;
  const name = <Highlight text={showUnseen(row.name)} search={search} />;
  return (
    <li
      className="group/row flex items-start gap-1 py-px hover:bg-hover"
      style={{ paddingLeft: `${row.depth * 0.875}rem` }}
    >
      {row.size === null ? (
        <>
          <span className="w-4 shrink-0" />
          <span className="max-w-[45%] shrink-0 break-words text-muted-foreground">{name}:</span>
          <LeafValue value={row.value} search={search} />
        </>
      ) : (
        <button
          type="button"
          aria-expanded={row.isOpen}
          onClick={onToggle}
          className="flex min-w-0 flex-1 items-start gap-1 rounded-sm text-left"
        >
          <Chevron aria-hidden className="mt-0.5 size-3 w-4 shrink-0 text-muted-foreground" />
          <span className="min-w-0 break-words">{name}</span>
          <span className="shrink-0 text-muted-foreground">{row.size}</span>
        </button>
      )}
      <button
        type="button"
        aria-label={`Copy ${row.name}`}
        onClick={copy}
        className="size-4 shrink-0 rounded-sm text-muted-foreground opacity-0 group-hover/row:opacity-100 hover:text-foreground focus-visible:opacity-100 [&_svg]:size-3"
      >
        <CopyIcon copied={copied} />
      </button>
    </li>
  );
}

function LeafValue({ value, search }: { readonly value: JsonValue; readonly search: string }) {
  const text = showUnseen(leafText(value));
  const [isWhole, setIsWhole] = useState(text.length <= VALUE_CHARS_MAX);
  return (
    <span className="min-w-0 flex-1 break-all whitespace-pre-wrap">
      <Highlight text={isWhole ? text : text.slice(0, VALUE_CHARS_MAX)} search={search} />
      {!isWhole && (
        <button type="button" className="rounded-sm text-link" onClick={() => setIsWhole(true)}>
          … {text.length - VALUE_CHARS_MAX} more characters
        </button>
      )}
      {text === '' && <span className="text-muted-foreground italic">empty text</span>}
    </span>
  );
}
