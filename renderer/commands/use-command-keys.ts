// Listens to the whole page for the keys of commands. Keys that lists, pictures or fields use themselves stay
// with them.

import { useEffect } from 'react';
import { commandOf, useShortcuts } from '../state/shortcuts.ts';
import { chordOf, IS_MAC, isHeld, isModifier } from './chord.ts';
import { expectCommand, runCommand } from './run-command.ts';

export function useCommandKeys(): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (isModifier(event.key) && event.key !== 'Shift') {
        expectCommand();
      }
      const chord = chordOf(event, IS_MAC);
      const id = chord && commandOf(chord, useShortcuts.getState().chosen);
      if (chord && id && !event.defaultPrevented && isFree(event.target, chord)) {
        event.preventDefault();
        if (!event.repeat) {
          void runCommand(id);
        }
      }
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, []);
}

/** What lies over the page has the keys to itself, and a field those that write. */
function isFree(target: EventTarget | null, chord: string): boolean {
  return !(
    target instanceof Element &&
    (target.closest('dialog, [role="dialog"], [role="menu"]') !== null ||
      (!isHeld(chord) &&
        target.matches('input, textarea, select, [contenteditable=""], [contenteditable="true"]')))
  );
}
