// What the engine is and can do now: its abilities, mode, controller and samples.

import { create } from 'zustand';
import type { Overview } from '../../shared/contract.ts';
import type { ErrorReport } from '../../shared/errors.ts';
import { answerOf, engine } from '../api/client.ts';

interface OverviewState {
  readonly overview: Overview | undefined;
  readonly error: ErrorReport | undefined;
  readonly load: () => Promise<void>;
}

export const useOverview = create<OverviewState>((set) => ({
  overview: undefined,
  error: undefined,
  load: async () => {
    const answer = await answerOf(engine.overview());
    set(answer.ok ? { overview: answer.value, error: undefined } : { error: answer.error });
  },
}));
