// The language models as the screen shows them: what conducts, which connections there are.

import { create } from 'zustand';
import type { ControllersOverview } from '../../shared/controller-listing.ts';
import type { ErrorReport } from '../../shared/errors.ts';
import { answerOf, engine } from '../api/client.ts';
import { useOverview } from './overview.ts';

interface ControllersState {
  readonly overview: ControllersOverview | undefined;
  /** Why the overview could not be had at the last try. */
  readonly error: ErrorReport | undefined;
  readonly load: () => Promise<void>;
  /** Waits for a change that answers with the overview after it; rejects where it was refused. */
  readonly change: (call: Promise<ControllersOverview>) => Promise<void>;
}

export const useControllers = create<ControllersState>((set) => ({
  overview: undefined,
  error: undefined,
  load: async () => {
    const answer = await answerOf(engine.controllers.overview());
    set(answer.ok ? { overview: answer.value, error: undefined } : { error: answer.error });
  },
  change: async (call) => {
    set({ overview: await call, error: undefined });
    // The first screen says what conducts.
    void useOverview.getState().load();
  },
}));
