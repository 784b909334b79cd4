// Work that lasts as long as someone follows it, as the stream of how far it is.

import { AppError } from '../../shared/errors.ts';
import type { FetchProgress } from '../../shared/fetch-progress.ts';
import { refusal } from './procedures.ts';

interface Watch {
  readonly signal: AbortSignal;
  readonly onProgress: (progress: FetchProgress) => void;
}

/** @param work ends as soon as its signal says so */
export function followProgress(
  signal: AbortSignal,
  work: (watch: Watch) => Promise<unknown>,
): AsyncGenerator<FetchProgress, void, undefined> {
  const left = new AbortController();
  const progress = follow(AbortSignal.any([signal, left.signal]), work);
  const end = progress.return.bind(progress);
  // A generator that waits hears of its reader's leaving only after the wait.
  progress.return = (value) => {
    left.abort();
    return end(value);
  };
  return progress;
}

async function* follow(
  signal: AbortSignal,
  work: (watch: Watch) => Promise<unknown>,
): AsyncGenerator<FetchProgress, void, undefined> {
  const news = createNews<FetchProgress>();
  const ended = work({ signal, onProgress: news.tell }).finally(news.end);
  ended.catch(() => undefined); // thrown below, once all that was told has been read
  yield* news.values();
  try {
    await ended;
  } catch (error) {
    if (!signal.aborted) {
      throw error instanceof AppError ? refusal(error) : error;
    }
  }
}

/** The latest of what is told, for a reader who takes one at a time. */
function createNews<Value>() {
  let changed = Promise.withResolvers<void>();
  let latest: Value | undefined;
  let hasEnded = false;
  return {
    tell: (value: Value) => {
      latest = value;
      changed.resolve();
    },
    end: () => {
      hasEnded = true;
      changed.resolve();
    },
    values: async function* () {
      for (;;) {
        await changed.promise;
        changed = Promise.withResolvers();
        const value = latest;
        latest = undefined;
        if (value !== undefined) {
          yield value;
        }
        if (hasEnded && latest === undefined) {
          return;
        }
      }
    },
  };
}
