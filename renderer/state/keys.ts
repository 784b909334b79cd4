// The keys of services as the screen of settings shows them: where each comes from, and never a key.

import { create } from 'zustand';
import type { ErrorReport } from '../../shared/errors.ts';
import type { KeysOverview } from '../../shared/keys.ts';
import { answerOf, engine } from '../api/client.ts';
import { useControllers } from './controllers.ts';

interface KeysState {
  readonly overview: KeysOverview | undefined;
  /** Why the overview could not be had at the last try. */
  readonly error: ErrorReport | undefined;
  readonly load: () => Promise<void>;
  /** Waits for a change that answers with the overview after it; rejects where it was refused. */
  readonly change: (call: Promise<KeysOverview>) => Promise<void>;
}

export const useKeys = create<KeysState>((set) => ({
  overview: undefined,
  error: undefined,
  load: async () => {
    const answer = await answerOf(engine.keys.list());
    set(answer.ok ? { overview: answer.value, error: undefined } : { error: answer.error });
  },
  change: async (call) => {
    set({ overview: await call, error: undefined });
    // Connections say whether they have one.
    void useControllers.getState().load();
  },
}));
