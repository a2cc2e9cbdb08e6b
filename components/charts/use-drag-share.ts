'use client';

import { type PointerEvent, useState } from 'react';

/** Where a press began and where it is now, as shares (0 to 1) of the element's width. */
export interface Drag {
  readonly pressed: number;
  readonly current: number;
}

interface Press extends Drag {
  readonly pointerId: number;
  readonly moved: boolean;
}

/** Below this a press is a click. */
const MOVE_PX_MIN = 4;

/** Horizontal dragging over an element. The pointer is captured only once it moves, so clicks reach what is inside. */
export function useDragShare(onEnd: (drag: Drag) => void) {
  const [press, setPress] = useState<Press | null>(null);

  const handlers = {
    onPointerDown(event: PointerEvent<HTMLElement>) {
      if (event.button !== 0) return;
      const share = shareAt(event);
      setPress({ pointerId: event.pointerId, pressed: share, current: share, moved: false });
    },
    onPointerMove(event: PointerEvent<HTMLElement>) {
      if (press?.pointerId !== event.pointerId) return;
      const current = shareAt(event);
      const moved =
        press.moved || Math.abs(current - press.pressed) * event.currentTarget.clientWidth >= MOVE_PX_MIN;
      if (moved && !press.moved) event.currentTarget.setPointerCapture(event.pointerId);
      setPress({ ...press, current, moved });
    },
    onPointerUp(event: PointerEvent<HTMLElement>) {
      if (press?.pointerId !== event.pointerId) return;
      setPress(null);
      if (press.moved) onEnd({ pressed: press.pressed, current: shareAt(event) });
    },
    onPointerCancel: () => setPress(null),
  };
  const drag: Drag | null = press?.moved ? press : null;
  return { drag, handlers };
}

function shareAt(event: PointerEvent<HTMLElement>): number {
  const { left, width } = event.currentTarget.getBoundingClientRect();
  return width === 0 ? 0 : Math.min(Math.max((event.clientX - left) / width, 0), 1);
}
