// The install of ONNX Runtime's CUDA libraries, which goes on while other screens are open.

import { create } from 'zustand';
import type { ErrorReport } from '../../shared/errors.ts';
import type { FetchProgress } from '../../shared/fetch-progress.ts';
import { answerOf, engine } from '../api/client.ts';
import { useModels } from '../state/models.ts';

interface CudaInstall {
  /** While it goes on. */
  readonly progress: FetchProgress | undefined;
  /** Why the last one failed. */
  readonly error: ErrorReport | undefined;
  readonly begin: () => Promise<void>;
  /** What has come is kept for the next time. */
  readonly cancel: () => void;
}

/** Of the install that goes on. */
let stop = new AbortController();

export const useCudaInstall = create<CudaInstall>((set, get) => ({
  progress: undefined,
  error: undefined,
  begin: async () => {
    if (get().progress !== undefined) {
      return;
    }
    stop = new AbortController();
    const { signal } = stop;
    set({ progress: { done: 0, total: 0 }, error: undefined });
    const answer = await answerOf(follow(signal, (progress) => set({ progress })));
    const error = answer.ok || signal.aborted ? undefined : answer.error;
    if (error === undefined && !signal.aborted) {
      await useModels.getState().load(); // the devices have been tried anew
    }
    set({ progress: undefined, error });
  },
  cancel: () => stop.abort(),
}));

async function follow(signal: AbortSignal, tell: (progress: FetchProgress) => void): Promise<void> {
  for await (const progress of await engine.models.installCuda(undefined, { signal })) {
    tell(progress);
  }
}
