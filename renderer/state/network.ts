// The wall as the screen of settings shows it: what may be asked, what was, where files may be sent.

import { create } from 'zustand';
import type { NetworkOverview } from '../../shared/connections.ts';
import type { ErrorReport } from '../../shared/errors.ts';
import { answerOf, engine } from '../api/client.ts';

interface NetworkState {
  readonly overview: NetworkOverview | undefined;
  /** Why the overview could not be had at the last try. */
  readonly error: ErrorReport | undefined;
  readonly load: () => Promise<void>;
  /** Waits for a change that answers with the overview after it; rejects where it was refused. */
  readonly change: (call: Promise<NetworkOverview>) => Promise<void>;
}

export const useNetwork = create<NetworkState>((set, get) => ({
  overview: undefined,
  error: undefined,
  load: async () => {
    const answer = await answerOf(engine.network.overview());
    if (!answer.ok) {
      set({ error: answer.error });
      return;
    }
    // It is asked for again and again; what stays as it was is not drawn again.
    const isSame = JSON.stringify(answer.value) === JSON.stringify(get().overview);
    set({ error: undefined, ...(!isSame && { overview: answer.value }) });
  },
  change: async (call) => set({ overview: await call, error: undefined }),
}));

/** The conversation of a run, where both are still there. */
export async function conversationOf(runId: string): Promise<string | undefined> {
  const listed = await engine.conversations.list({});
  const latestFirst = listed
    .map(({ conversation }) => conversation)
    .toSorted((a, b) => b.updatedAt - a.updatedAt);
  // Records are of this session, and so are their runs: one of the first has it.
  for (const { id } of latestFirst) {
    const { runs } = await engine.conversations.open({ id });
    if (runs.some(([first]) => first?.runId === runId)) {
      return id;
    }
  }
  return undefined;
}
