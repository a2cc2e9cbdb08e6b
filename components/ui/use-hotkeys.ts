'use client';

import { useEffect, useEffectEvent } from 'react';

/** A handler that answers `false` leaves the key to the browser. */
type Hotkeys = Readonly<Record<string, (event: KeyboardEvent) => unknown>>;

/** Single keys for the whole page, by `event.key`. Silent while someone types, a menu is open or a modifier is held. */
export function useHotkeys(hotkeys: Hotkeys): void {
  const onKeyDown = useEffectEvent((event: KeyboardEvent) => {
    if (event.defaultPrevented || event.metaKey || event.ctrlKey || event.altKey || isBusy(event.target))
      return;
    const run = hotkeys[event.key];
    if (run && run(event) !== false) event.preventDefault();
  });
  useEffect(() => {
    const listener = (event: KeyboardEvent) => onKeyDown(event);
    document.addEventListener('keydown', listener);
    return () => document.removeEventListener('keydown', listener);
  }, []);
}

const BUSY =
  'input, textarea, select, [contenteditable="true"], [role="dialog"], [role="menu"], [role="listbox"]';

function isBusy(target: EventTarget | null): boolean {
  const typing = target instanceof Element && target.closest(BUSY) !== null;
  return typing || document.querySelector('[role="dialog"][data-state="open"]') !== null;
}
