// The keys that enlarge a picture and move it.

import type { KeyboardEvent } from 'react';
import { panBy, WHOLE, type Zoom, zoomBy } from './zoom.ts';

export type ChangeZoom = (change: (zoom: Zoom) => Zoom) => void;

/** A step of the keys and the buttons. */
export const STEP = 1.5;
/** How far an arrow moves, in shares of what is seen. */
const MOVE = 0.2;
const ARROWS: Readonly<Record<string, { readonly x: number; readonly y: number }>> = {
  ArrowLeft: { x: MOVE, y: 0 },
  ArrowRight: { x: -MOVE, y: 0 },
  ArrowUp: { x: 0, y: MOVE },
  ArrowDown: { x: 0, y: -MOVE },
};

/** Arrows move only what is enlarged; else they are left to others. What was used is default-prevented. */
export function zoomByKey(event: KeyboardEvent, zoom: Zoom, onZoom: ChangeZoom): void {
  const { key } = event;
  const arrow = zoom.scale > 1 ? ARROWS[key] : undefined;
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || takesKeys(event.target)) {
    return;
  }
  if (arrow !== undefined) {
    onZoom((now) => panBy(now, arrow));
  } else if (key === '+' || key === '=') {
    onZoom((now) => zoomBy(now, STEP));
  } else if (key === '-') {
    onZoom((now) => zoomBy(now, 1 / STEP));
  } else if (key === '0') {
    onZoom(() => WHOLE);
  } else {
    return;
  }
  event.preventDefault();
}

/** Players, fields and menus have a use of their own for them. */
export function takesKeys(target: EventTarget): boolean {
  return (
    target instanceof Element &&
    target.matches('input, textarea, select, video, [role="menu"], [role="menuitem"]')
  );
}
