// What is being done with something that is fetched for the program itself, and how long it takes still.

import type { FetchProgress } from '../../shared/fetch-progress.ts';

export type FetchStage = 'asking' | 'fetching' | 'finishing';

export function stageOf({ done, total }: FetchProgress): FetchStage {
  if (total === 0) {
    return 'asking';
  }
  return done < total ? 'fetching' : 'finishing';
}

/** Milliseconds until all has come, where the speed tells it. */
export function timeLeft({ done, total, bytesPerSecond = 0 }: FetchProgress): number | undefined {
  const isKnown = bytesPerSecond > 0 && done < total;
  return isKnown ? Math.ceil((total - done) / bytesPerSecond) * 1000 : undefined;
}
