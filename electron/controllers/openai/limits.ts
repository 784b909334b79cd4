// How long an endpoint may take and how often it is tried again, and the watch that ends what takes longer.

import { setTimeout as delay } from 'node:timers/promises';
import { AppError, detail } from '../../../shared/errors.ts';

/** Times in milliseconds. */
export interface Limits {
  /** From the question to the first byte of the answer; servers may have to load the model first. */
  readonly firstByteMs: number;
  /** Between two pieces of an answer. */
  readonly silenceMs: number;
  /** The whole answer with all attempts. */
  readonly wholeMs: number;
  /** What a server tells of itself: models, context window. */
  readonly tellMs: number;
  /** The search for servers on this machine. */
  readonly discoverMs: number;
  /** Attempts after the first. */
  readonly retries: number;
  /** Before the first of them; doubled for each further one. */
  readonly retryMs: number;
  /** A server that asks for a longer pause is given up. */
  readonly maxPauseMs: number;
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>;
  readonly clock: () => number;
}

export const DEFAULT_LIMITS: Limits = {
  firstByteMs: 180_000,
  silenceMs: 60_000,
  wholeMs: 900_000,
  tellMs: 10_000,
  discoverMs: 800,
  retries: 2,
  retryMs: 500,
  maxPauseMs: 30_000,
  sleep: async (ms, signal) => {
    await delay(ms, undefined, { signal });
  },
  clock: Date.now,
};

export interface Watch {
  /** Aborts when the caller's does or a limit is passed; its reason says which. */
  readonly signal: AbortSignal;
  /** The next sign of life has to come within so many milliseconds. */
  readonly expect: (ms: number) => void;
  /** A sign of life came. Does nothing while none is expected. */
  readonly heard: (ms: number) => void;
  /** Nothing is expected: the caller is at work, or a pause was asked for. */
  readonly rest: () => void;
  readonly end: () => void;
}

export interface WatchOptions {
  readonly signal: AbortSignal;
  readonly wholeMs: number;
  /** Whom it watches, for the error. */
  readonly controller: string;
}

export function startWatch({ signal, wholeMs, controller }: WatchOptions): Watch {
  const ours = new AbortController();
  let silence: NodeJS.Timeout | undefined;
  const rest = () => {
    clearTimeout(silence);
    silence = undefined;
  };
  const expect = (ms: number) => {
    rest();
    const seconds = String(ms / 1000);
    const error = () => AppError.of('CONTROLLER_STALLED', { controller, seconds });
    silence = setTimeout(() => ours.abort(error()), ms);
  };
  const why = detail('answer-not-complete', { seconds: wholeMs / 1000 });
  const whole = setTimeout(
    () => ours.abort(AppError.of('CONTROLLER_BUSY', { controller, why })),
    wholeMs,
  );
  return {
    signal: AbortSignal.any([signal, ours.signal]),
    expect,
    heard: (ms) => silence !== undefined && expect(ms),
    rest,
    end: () => {
      rest();
      clearTimeout(whole);
    },
  };
}
