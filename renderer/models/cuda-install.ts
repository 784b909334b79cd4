// The install of ONNX Runtime's CUDA libraries, which goes on while other screens are open.

import { create } from 'zustand';
import type { ErrorReport } from '../../shared/errors.ts';
import type { CudaProgress } from '../../shared/model-listing.ts';
import { answerOf, engine } from '../api/client.ts';
import { useModels } from '../state/models.ts';

interface CudaInstall {
  /** While it goes on. */
  readonly progress: CudaProgress | undefined;
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

async function follow(signal: AbortSignal, tell: (progress: CudaProgress) => void): Promise<void> {
  for await (const progress of await engine.models.installCuda(undefined, { signal })) {
    tell(progress);
  }
}

/** What is being done, for its words. */
export type CudaStage = 'asking' | 'fetching' | 'unpacking';

export function stageOf({ done, total }: CudaProgress): CudaStage {
  if (total === 0) {
    return 'asking';
  }
  return done < total ? 'fetching' : 'unpacking';
}

/** Milliseconds until all has come, where the speed tells it. */
export function timeLeft({ done, total, bytesPerSecond = 0 }: CudaProgress): number | undefined {
  const isKnown = bytesPerSecond > 0 && done < total;
  return isKnown ? Math.ceil((total - done) / bytesPerSecond) * 1000 : undefined;
}
