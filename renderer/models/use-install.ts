// Begins the download of a model; busy until the list of downloads has it.

import { useEffect, useState } from 'react';
import type { Dtype } from '../../shared/inference.ts';
import type { DownloadState } from '../../shared/library.ts';
import { engine } from '../api/client.ts';
import { useModels } from '../state/models.ts';
import { type Action, useAction } from '../ui/use-action.ts';

interface Wish {
  readonly id: string;
  readonly revision?: string | undefined;
  readonly dtype?: Dtype | undefined;
}

export interface Install extends Pick<Action, 'error'> {
  readonly isBusy: boolean;
  /** The download of it that is under way. */
  readonly download: DownloadState | undefined;
  /** @returns whether it was begun */
  readonly begin: (wish: Omit<Wish, 'id'>) => Promise<boolean>;
}

/** With a number format, of that one alone. */
export function useInstall(id: string, only?: Dtype): Install {
  const { isBusy, error, act } = useAction();
  const latest = useModels(({ downloads }) =>
    downloads?.findLast(
      ({ model, dtype }) => model === id && (only === undefined || dtype === only),
    ),
  );
  // Between the engine's answer and the news that the download is there.
  const [isAwaited, setAwaited] = useState(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: any news of this model ends the wait
  useEffect(() => setAwaited(false), [latest]);
  return {
    error,
    isBusy: isBusy || isAwaited,
    download: latest !== undefined && isUnderWay(latest) ? latest : undefined,
    begin: async (wish) => {
      const isBegun = await act(() => engine.models.install({ id, ...wish }));
      setAwaited(isBegun);
      return isBegun;
    },
  };
}

export function isUnderWay({ status }: Pick<DownloadState, 'status'>): boolean {
  return status === 'queued' || status === 'running' || status === 'paused';
}
