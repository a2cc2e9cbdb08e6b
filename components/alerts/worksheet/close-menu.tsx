'use client';

import { ChevronDown } from 'lucide-react';
import { useRef } from 'react';
import type { CloseReason } from '@/lib/alerts/schemas';
import { Button } from '../../ui/button';
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuShortcut,
  DropdownMenuTrigger,
} from '../../ui/dropdown-menu';
import { VerdictLabel } from '../../ui/status';
import { CLOSE_REASONS } from './close-reasons';

interface CloseMenuProps {
  readonly disabled: boolean;
  readonly onClose: (reason: CloseReason) => void;
}

export function CloseMenu({ disabled, onClose }: CloseMenuProps) {
  // A choice opens a dialog, and the closing menu must not take the focus back from it.
  const hasChosenRef = useRef(false);
  const choose = (reason: CloseReason) => {
    hasChosenRef.current = true;
    onClose(reason);
  };
  const onCloseAutoFocus = (event: Event) => {
    if (hasChosenRef.current) event.preventDefault();
    hasChosenRef.current = false;
  };
  return (
    <DropdownMenu>
      <DropdownMenuTrigger asChild>
        <Button variant="outline" size="sm" disabled={disabled}>
          Close as <ChevronDown aria-hidden />
        </Button>
      </DropdownMenuTrigger>
      <DropdownMenuContent align="end" onCloseAutoFocus={onCloseAutoFocus}>
        {CLOSE_REASONS.map(({ reason, hotkey }) => (
          <DropdownMenuItem key={reason} onSelect={() => choose(reason)}>
            <VerdictLabel reason={reason} />
            {hotkey && <DropdownMenuShortcut>{hotkey}</DropdownMenuShortcut>}
          </DropdownMenuItem>
        ))}
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
