// A newer version of the program: looked for, fetched and installed, each when the person says so. It goes on
// while other screens are open.

import { create } from 'zustand';
import type { ErrorReport } from '../../shared/errors.ts';
import type { FetchProgress } from '../../shared/fetch-progress.ts';
import type { Checked } from '../../shared/updates.ts';
import { answerOf, engine } from '../api/client.ts';

interface ProgramUpdate {
  readonly isChecking: boolean;
  /** What was found the last time; undefined before the first. */
  readonly checked: Checked | undefined;
  /** While a package is fetched. */
  readonly progress: FetchProgress | undefined;
  readonly isInstalling: boolean;
  /** Why the last step failed. */
  readonly error: ErrorReport | undefined;
  readonly check: () => Promise<void>;
  readonly fetch: (version: string) => Promise<void>;
  /** What has come is kept for the next time. */
  readonly stop: () => void;
  /** The program ends where it succeeds. */
  readonly install: (version: string) => Promise<void>;
}

/** Of the fetch that goes on. */
let leave = new AbortController();

export const useProgramUpdate = create<ProgramUpdate>((set, get) => ({
  isChecking: false,
  checked: undefined,
  progress: undefined,
  isInstalling: false,
  error: undefined,
  check: async () => {
    const { isChecking, progress, isInstalling } = get();
    if (isChecking || progress !== undefined || isInstalling) {
      return;
    }
    set({ isChecking: true, error: undefined });
    const answer = await answerOf(engine.updates.check());
    set({
      isChecking: false,
      ...(answer.ok ? { checked: answer.value } : { error: answer.error }),
    });
  },
  fetch: async (version) => {
    leave = new AbortController();
    const { signal } = leave;
    set({ progress: { done: 0, total: 0 }, error: undefined });
    const answer = await answerOf(follow(version, signal, (progress) => set({ progress })));
    const error = answer.ok || signal.aborted ? undefined : answer.error;
    set(({ checked }) => ({
      progress: undefined,
      error,
      checked: error === undefined && !signal.aborted ? fetched(checked) : checked,
    }));
  },
  stop: () => leave.abort(),
  install: async (version) => {
    set({ isInstalling: true, error: undefined });
    const answer = await window.ensemble?.installUpdate(version);
    set(answer?.ok ? {} : { isInstalling: false, error: answer?.error });
  },
}));

async function follow(
  version: string,
  signal: AbortSignal,
  tell: (progress: FetchProgress) => void,
): Promise<void> {
  for await (const progress of await engine.updates.fetch({ version }, { signal })) {
    tell(progress);
  }
}

function fetched(checked: Checked | undefined): Checked | undefined {
  return checked?.release && { release: { ...checked.release, isFetched: true } };
}
