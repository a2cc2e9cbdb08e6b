'use client';

import { type FormEvent, type KeyboardEvent, type Ref, type RefObject, useId, useRef, useState } from 'react';
import type { CloseReason } from '@/lib/alerts/schemas';
import { Button } from '../../ui/button';
import {
  Dialog,
  DialogContent,
  DialogDescription,
  DialogFooter,
  DialogHeader,
  DialogTitle,
} from '../../ui/dialog';
import { Kbd } from '../../ui/kbd';
import { Label } from '../../ui/label';
import { VerdictLabel, verdictWord } from '../../ui/status';
import { Textarea } from '../../ui/textarea';
import { CLOSE_REASONS } from './close-reasons';

export interface CloseDraft {
  readonly reason: CloseReason;
  readonly note: string;
}

interface CloseDialogProps {
  /** Null while the dialog is shut. */
  readonly draft: CloseDraft | null;
  readonly onSubmit: (draft: CloseDraft) => void;
  readonly onCancel: () => void;
  /** Takes the focus when what had it is gone: closing replaces the buttons that open the dialog. */
  readonly fallbackRef: RefObject<HTMLElement | null>;
}

/** Asks why an alert is closed. Enter on the button or Ctrl-Enter in the note is enough when the reason is set. */
export function CloseDialog({ draft, onSubmit, onCancel, fallbackRef }: CloseDialogProps) {
  const openerRef = useRef<Element | null>(null);
  const noteRef = useRef<HTMLTextAreaElement>(null);
  const returnFocus = (event: Event) => {
    event.preventDefault();
    const opener = openerRef.current;
    const isBack = opener instanceof HTMLElement && opener.isConnected && opener !== document.body;
    (isBack ? opener : fallbackRef.current)?.focus();
  };
  return (
    <Dialog open={draft !== null} onOpenChange={(open) => !open && onCancel()}>
      <DialogContent
        onOpenAutoFocus={(event) => {
          event.preventDefault();
          openerRef.current = document.activeElement;
          focusEnd(noteRef.current);
        }}
        onCloseAutoFocus={returnFocus}
      >
        <DialogHeader>
          <DialogTitle>Close this alert</DialogTitle>
          <DialogDescription>The reason and the note are kept with your name and the time.</DialogDescription>
        </DialogHeader>
        {draft && (
          <CloseForm
            key={draft.reason + draft.note}
            draft={draft}
            noteRef={noteRef}
            onSubmit={onSubmit}
            onCancel={onCancel}
          />
        )}
      </DialogContent>
    </Dialog>
  );
}

interface CloseFormProps extends Omit<CloseDialogProps, 'fallbackRef'> {
  readonly draft: CloseDraft;
  readonly noteRef: Ref<HTMLTextAreaElement>;
}

function CloseForm({ draft, noteRef, onSubmit, onCancel }: CloseFormProps) {
  const [reason, setReason] = useState(draft.reason);
  const [note, setNote] = useState(draft.note);
  const noteId = useId();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onSubmit({ reason, note: note.trim() });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) submit(event);
  };

  return (
    <form onSubmit={submit} className="flex flex-col gap-4">
      <fieldset className="flex flex-col gap-1">
        <legend className="mb-1 font-medium">Reason</legend>
        {CLOSE_REASONS.map(({ reason: option }) => (
          <label key={option} className="flex h-7 items-center gap-2 rounded-sm px-1 hover:bg-muted">
            <input
              type="radio"
              name="reason"
              className="accent-primary"
              checked={reason === option}
              onChange={() => setReason(option)}
            />
            <VerdictLabel reason={option} />
          </label>
        ))}
      </fieldset>
      <div className="flex flex-col gap-1">
        <Label htmlFor={noteId}>Note</Label>
        <Textarea
          id={noteId}
          ref={noteRef}
          rows={4}
          maxLength={10_000}
          value={note}
          placeholder="What you checked, and why that settles it"
          onChange={(event) => setNote(event.target.value)}
          onKeyDown={onKeyDown}
        />
      </div>
      <DialogFooter>
        <Button variant="outline" onClick={onCancel}>
          Cancel
        </Button>
        <Button type="submit">
          Close as {verdictWord(reason).toLowerCase()}
          <Kbd className="border-primary-foreground/40 bg-transparent text-current">Ctrl ↵</Kbd>
        </Button>
      </DialogFooter>
    </form>
  );
}

/** Behind what is written already, where writing goes on. */
function focusEnd(field: HTMLTextAreaElement | null): void {
  field?.focus();
  field?.setSelectionRange(field.value.length, field.value.length);
}
