// The settings as the screen shows them, and what was written in their fields and not saved yet. A change
// opens the engine anew, so what other stores know of it is asked for again.

import { create } from 'zustand';
import type { ErrorReport } from '../../shared/errors.ts';
import type { ChangeableSettings, SettingsOverview } from '../../shared/settings.ts';
import { answerOf, engine } from '../api/client.ts';
import type { SettingsDraft } from '../settings/settings-draft.ts';
import { useControllers } from './controllers.ts';
import { useModels } from './models.ts';
import { useNetwork } from './network.ts';
import { useOverview } from './overview.ts';

interface SettingsState {
  readonly overview: SettingsOverview | undefined;
  /** Why the overview could not be had at the last try. */
  readonly error: ErrorReport | undefined;
  /** The engine opens anew; until then no other change can be made. */
  readonly isChanging: boolean;
  /** What differs from what is kept; it stays while the page does, whichever screen is open. */
  readonly drafts: Partial<SettingsDraft>;
  readonly load: () => Promise<void>;
  /** @returns why it was refused; what was written stays then */
  readonly change: (change: Partial<ChangeableSettings>) => Promise<ErrorReport | undefined>;
  readonly write: (part: Partial<SettingsDraft>) => void;
  readonly discard: (keys: readonly (keyof SettingsDraft)[]) => void;
}

export const useSettings = create<SettingsState>((set, get) => ({
  overview: undefined,
  error: undefined,
  isChanging: false,
  drafts: {},
  load: async () => {
    const answer = await answerOf(engine.settings.overview());
    set(answer.ok ? { overview: answer.value, error: undefined } : { error: answer.error });
  },
  change: async (change) => {
    set({ isChanging: true });
    const answer = await answerOf(engine.settings.change(change));
    if (answer.ok) {
      set({ overview: answer.value, error: undefined, isChanging: false });
      refreshOthers();
      return undefined;
    }
    // It may have got half way: what counts now is asked for.
    await get().load();
    set({ isChanging: false });
    refreshOthers();
    return answer.error;
  },
  write: (part) => set(({ drafts }) => ({ drafts: { ...drafts, ...part } })),
  discard: (keys) =>
    set(({ drafts }) => ({
      drafts: { ...drafts, ...Object.fromEntries(keys.map((key) => [key, undefined])) },
    })),
}));

function refreshOthers(): void {
  for (const store of [useOverview, useModels, useControllers, useNetwork]) {
    void store.getState().load();
  }
}
