'use client';

import { type KeyboardEvent, useState } from 'react';
import { Button } from '../../ui/button';
import { Textarea } from '../../ui/textarea';

interface StepNoteProps {
  readonly stepTitle: string;
  readonly note: string | null;
  readonly onSave: (note: string) => void;
}

/** The analyst's answer. Saved on leaving the field or with Ctrl-Enter; Escape takes the change back. */
export function StepNote({ stepTitle, note, onSave }: StepNoteProps) {
  const [draft, setDraft] = useState<string | null>(null);

  if (draft === null && !note) {
    return (
      <Button
        variant="link"
        className="h-auto self-start px-0 text-xs font-normal"
        onClick={() => setDraft('')}
      >
        Add a note<span className="sr-only">: {stepTitle}</span>
      </Button>
    );
  }
  const save = () => {
    if (draft !== null && draft.trim() !== (note ?? '')) onSave(draft.trim());
    setDraft(null);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    const commits = event.key === 'Enter' && (event.ctrlKey || event.metaKey);
    if (!commits && event.key !== 'Escape') return;
    event.preventDefault();
    // Stays focused either way; leaving the field finds nothing more to save.
    if (commits && draft !== null && draft.trim() !== (note ?? '')) onSave(draft.trim());
    setDraft(commits ? draft : note);
  };
  return (
    <Textarea
      aria-label={`Note: ${stepTitle}`}
      rows={1}
      maxLength={10_000}
      autoFocus={draft === ''}
      value={draft ?? note ?? ''}
      placeholder="Note (Ctrl ↵ saves)"
      className="field-sizing-content max-h-60 max-w-[72ch] resize-none py-1"
      onFocus={() => setDraft(draft ?? note ?? '')}
      onChange={(event) => setDraft(event.target.value)}
      onKeyDown={onKeyDown}
      onBlur={save}
    />
  );
}
