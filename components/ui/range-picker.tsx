'use client';

import { CalendarClock } from 'lucide-react';
import { type FormEvent, useId, useState } from 'react';
import { formatUtc } from '@/lib/format';
import { DAY_MS, HOUR_MS } from '@/lib/time';
import { Button } from './button';
import { Input } from './input';
import { Label } from './label';
import { Popover, PopoverContent, PopoverTrigger } from './popover';

const PRESETS = [
  { label: 'Last 24 hours', ms: DAY_MS },
  { label: 'Last 7 days', ms: 7 * DAY_MS },
  { label: 'Last 30 days', ms: 30 * DAY_MS },
] as const;

interface Range {
  readonly from: string | null;
  readonly to: string | null;
}

interface RangePickerProps extends Range {
  readonly onChange: (range: Range) => void;
}

/** A time range in UTC. Either end may stay open. */
export function RangePicker({ from, to, onChange }: RangePickerProps) {
  const [open, setOpen] = useState(false);
  const choose = (range: Range) => {
    onChange(range);
    setOpen(false);
  };
  return (
    <Popover open={open} onOpenChange={setOpen}>
      <PopoverTrigger asChild>
        <Button variant="outline" size="sm" className="font-normal">
          <CalendarClock aria-hidden className="text-muted-foreground" />
          {describeRange(from, to)}
        </Button>
      </PopoverTrigger>
      <PopoverContent className="flex w-72 flex-col gap-3">
        <RangeForm key={`${from}/${to}`} from={from} to={to} onSubmit={choose} />
        <div className="flex flex-col border-t pt-2">
          {PRESETS.map(({ label, ms }) => (
            <Button
              key={label}
              variant="ghost"
              size="sm"
              className="justify-start"
              onClick={() => choose({ from: wholeHour(Date.now() - ms), to: null })}
            >
              {label}
            </Button>
          ))}
          <Button
            variant="ghost"
            size="sm"
            className="justify-start"
            onClick={() => choose({ from: null, to: null })}
          >
            All time
          </Button>
        </div>
      </PopoverContent>
    </Popover>
  );
}

interface RangeFormProps extends Range {
  readonly onSubmit: (range: Range) => void;
}

function RangeForm({ from, to, onSubmit }: RangeFormProps) {
  const id = useId();
  const [start, setStart] = useState(from ? formatUtc(from) : '');
  const [end, setEnd] = useState(to ? formatUtc(to) : '');
  const range = { from: parseUtc(start), to: parseUtc(end) };
  const wrong = { from: start !== '' && range.from === null, to: end !== '' && range.to === null };
  const backwards = range.from !== null && range.to !== null && range.from > range.to;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!wrong.from && !wrong.to && !backwards) onSubmit(range);
  };
  return (
    <form onSubmit={submit} className="flex flex-col gap-2">
      <Label htmlFor={`${id}-from`}>From (UTC)</Label>
      <Input
        id={`${id}-from`}
        value={start}
        placeholder="2023-07-10 11:00:00"
        aria-invalid={wrong.from}
        onChange={(event) => setStart(event.target.value)}
      />
      <Label htmlFor={`${id}-to`}>To (UTC)</Label>
      <Input
        id={`${id}-to`}
        value={end}
        placeholder="open"
        aria-invalid={wrong.to || backwards}
        onChange={(event) => setEnd(event.target.value)}
      />
      <p role="status" className="min-h-4 text-xs text-danger">
        {wrong.from || wrong.to
          ? 'Write 2023-07-10 or 2023-07-10 11:55:35.'
          : backwards
            ? 'From is after To.'
            : ''}
      </p>
      <Button type="submit" size="sm">
        Apply
      </Button>
    </form>
  );
}

const UTC_TEXT = /^(\d{4}-\d{2}-\d{2})(?:[ T](\d{2}:\d{2}(?::\d{2})?))?Z?$/;

/** `2023-07-10` or `2023-07-10 11:55:35` → ISO; null when empty or not a time. */
function parseUtc(text: string): string | null {
  const match = UTC_TEXT.exec(text.trim());
  if (!match) return null;
  const date = new Date(`${match[1]}T${match[2] ?? '00:00'}Z`);
  return Number.isNaN(date.getTime()) ? null : date.toISOString();
}

function describeRange(from: string | null, to: string | null): string {
  if (from && to) return `${shortUtc(from)} to ${shortUtc(to)}`;
  if (from) return `Since ${shortUtc(from)}`;
  if (to) return `Until ${shortUtc(to)}`;
  return 'All time';
}

/** Midnight is the day itself, and whole minutes need no seconds. */
function shortUtc(iso: string): string {
  return formatUtc(iso)
    .replace(/:00$/, '')
    .replace(/ 00:00$/, '');
}

function wholeHour(ms: number): string {
  return new Date(Math.floor(ms / HOUR_MS) * HOUR_MS).toISOString();
}
