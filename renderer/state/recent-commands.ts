// What was chosen in the palette lately, kept in the browser.

import { z } from 'zod';
import { create } from 'zustand';
import { persist } from 'zustand/middleware';

interface RecentCommandsState {
  /** Keys of items, the latest first. */
  readonly keys: readonly string[];
  readonly use: (key: string) => void;
}

/** Kept; fewer are shown, since some are not available now. */
const MOST_KEPT = 12;

const KeptSchema = z.object({ keys: z.array(z.string().max(200)).max(MOST_KEPT) });

export const useRecentCommands = create<RecentCommandsState>()(
  persist(
    (set) => ({
      keys: [],
      use: (key) =>
        set(({ keys }) => ({
          keys: [key, ...keys.filter((one) => one !== key)].slice(0, MOST_KEPT),
        })),
    }),
    {
      name: 'ensemble.recent-commands',
      version: 1,
      migrate: () => ({}),
      partialize: ({ keys }) => ({ keys }),
      merge: (kept, state) => ({ ...state, ...KeptSchema.safeParse(kept).data }),
    },
  ),
);
