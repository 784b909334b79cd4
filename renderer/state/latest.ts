// Asks the engine one thing at a time: a new question cancels the one before it, whose answer is never told.

import { answerOf } from '../api/client.ts';

export function createLatest() {
  let stop = new AbortController();
  return {
    /** @returns undefined where another question, or `cancel`, came before the answer */
    ask: async <Value>(call: (signal: AbortSignal) => Promise<Value>) => {
      stop.abort();
      stop = new AbortController();
      const { signal } = stop;
      const answer = await answerOf(call(signal));
      return signal.aborted ? undefined : answer;
    },
    cancel: () => stop.abort(),
  };
}
