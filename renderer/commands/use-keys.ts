// The keys of a command as a button shows them.

import { keysOf, useShortcuts } from '../state/shortcuts.ts';
import { chordAria, chordText, IS_MAC } from './chord.ts';
import type { CommandId } from './command-keys.ts';

export interface ShownKeys {
  /** The first of them; '' where it has none. */
  readonly text: string;
  readonly aria: string | undefined;
}

export function useKeys(id: CommandId): ShownKeys {
  const chosen = useShortcuts((shortcuts) => shortcuts.chosen);
  const keys = keysOf(id, chosen);
  return {
    text: keys[0] === undefined ? '' : chordText(keys[0], IS_MAC),
    aria: keys.map((key) => chordAria(key, IS_MAC)).join(' ') || undefined,
  };
}
