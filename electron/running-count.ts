// How many runs are under way, from before they are stored until after their last event: while there is one,
// files that nothing names yet may still be needed.

import type { RunEvents } from './engine-runs.ts';

interface RunningCount {
  readonly counted: (events: RunEvents) => RunEvents;
  readonly isIdle: () => boolean;
}

export function createRunningCount(): RunningCount {
  let running = 0;
  return {
    counted: async function* (events) {
      running += 1;
      try {
        yield* events;
      } finally {
        running -= 1;
      }
    },
    isIdle: () => running === 0,
  };
}
