// The keys that the person chose for commands: kept in the browser, since they are of this person's hands
// and keyboard. Without a choice a command has the keys of commands/command-keys.ts.

import { z } from 'zod';
import { create } from 'zustand';
import { persist } from 'zustand/middleware';
import { COMMAND_IDS, COMMAND_KEYS, type CommandId } from '../commands/command-keys.ts';

/** By command; null where it is to have none. */
export type ChosenKeys = Readonly<Partial<Record<CommandId, string | null>>>;

interface ShortcutsState {
  readonly chosen: ChosenKeys;
  /** Several at once, where one gives its keys to another; undefined takes the choice back. */
  readonly choose: (keys: Readonly<Partial<Record<CommandId, string | null | undefined>>>) => void;
  readonly reset: () => void;
}

const KeptSchema = z.object({
  chosen: z.partialRecord(z.enum(COMMAND_IDS), z.string().min(1).max(60).nullable()),
});

export const useShortcuts = create<ShortcutsState>()(
  persist(
    (set) => ({
      chosen: {},
      choose: (keys) =>
        set(({ chosen }) => {
          const all = Object.entries({ ...chosen, ...keys });
          return { chosen: Object.fromEntries(all.filter(([, key]) => key !== undefined)) };
        }),
      reset: () => set({ chosen: {} }),
    }),
    {
      name: 'ensemble.shortcuts',
      version: 1,
      // Keys of another version of the program may mean something else there.
      migrate: () => ({}),
      partialize: ({ chosen }) => ({ chosen }),
      merge: (kept, state) => ({ ...state, ...KeptSchema.safeParse(kept).data }),
    },
  ),
);

export function keysOf(id: CommandId, chosen: ChosenKeys): readonly string[] {
  const choice = chosen[id];
  return choice === undefined ? COMMAND_KEYS[id] : choice === null ? [] : [choice];
}

/** What a chord does; what the person chose comes before what others have by themselves. */
export function commandOf(chord: string, chosen: ChosenKeys): CommandId | undefined {
  return (
    COMMAND_IDS.find((id) => chosen[id] === chord) ??
    COMMAND_IDS.find((id) => keysOf(id, chosen).includes(chord))
  );
}
