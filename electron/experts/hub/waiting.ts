// How long a provider is waited for: a cold model that loads, a limit that ends soon, a job whose state could
// not be had for a moment. Longer where there is nobody else to ask.

import { setTimeout as sleep } from 'node:timers/promises';
import type { ProgressNote } from '../../../shared/progress-notes.ts';
import { retryAfter } from '../../library/retry.ts';
import { isLoading, loadingTime } from './refusal-text.ts';

/** Milliseconds. */
export interface Patience {
  /** For a provider that does not take the question yet, altogether. */
  readonly refusalMs: number;
  /** For a job in a provider's queue, from its first word on. */
  readonly jobMs: number;
  /** Without a byte coming. */
  readonly stallMs: number;
}

const LONGEST_REFUSAL = 180_000;
const LONGEST_STALL = 240_000;

/** @param hasNext where another provider can be asked, one that is not ready is soon left */
export function patienceFor(timeoutSeconds: number, { hasNext }: { hasNext: boolean }): Patience {
  const third = (timeoutSeconds * 1000) / 3; // leaves time for two others
  return {
    refusalMs: hasNext ? LONGEST_REFUSAL / 6 : LONGEST_REFUSAL,
    jobMs: third,
    stallMs: Math.min(third, LONGEST_STALL),
  };
}

export type Sleep = (ms: number, signal: AbortSignal) => Promise<void>;

export const sleepFor: Sleep = async (ms, signal) => {
  await sleep(ms, undefined, { signal });
};

/** Milliseconds that are waited at once, and how many times. */
const LONGEST_PAUSE = 60_000;
const SHORTEST_PAUSE = 20;
const MOST_PAUSES = 20;
/** For a model that loads without saying how long it takes. */
const LOADING_PAUSE = 5000;
/** For a job that goes on where it is, and how many times. */
const JOB_PAUSE = 1000;
const MOST_JOB_PAUSES = 3;

export interface WaitingOptions {
  readonly provider: string;
  readonly longestMs: number;
  readonly clock: () => number;
  readonly sleep: Sleep;
  readonly signal: AbortSignal;
  /** Told before a wait. */
  readonly told: (message: ProgressNote) => void;
}

export interface Waiting {
  /** @returns false where waiting is no use, or none any more */
  readonly afterRefusal: (
    refusal: Pick<Response, 'status' | 'headers'>,
    body: string,
  ) => Promise<boolean>;
  /** The same for a question about a job, which must not be lost over one. */
  readonly afterLoss: () => Promise<boolean>;
}

export function createWaiting(options: WaitingOptions): Waiting {
  const { provider, longestMs, sleep: rest, signal, told } = options;
  let waited = 0;
  let pauses = 0;
  let losses = 0;
  return {
    afterRefusal: async (refusal, body) => {
      const wished = wishOf(refusal, body, options.clock());
      if (wished === undefined || pauses >= MOST_PAUSES || waited + wished > longestMs) {
        return false;
      }
      const pause = Math.max(SHORTEST_PAUSE, Math.min(wished, LONGEST_PAUSE));
      pauses += 1;
      waited += pause;
      told(noteOf(provider, refusal.status, pause));
      await rest(pause, signal);
      return true;
    },
    afterLoss: async () => {
      losses += 1;
      if (losses > MOST_JOB_PAUSES) {
        return false;
      }
      await rest(JOB_PAUSE * losses, signal);
      return true;
    },
  };
}

/** Milliseconds that another try is worth waiting for; undefined where it is not. */
function wishOf(
  { status, headers }: Pick<Response, 'status' | 'headers'>,
  body: string,
  now: number,
): number | undefined {
  const wished = retryAfter(headers.get('retry-after'), now);
  if (status === 503) {
    const pause = loadingTime(body) ?? (wished || (isLoading(body) ? LOADING_PAUSE : 0));
    return pause > 0 ? pause : undefined;
  }
  return status === 429 && wished > 0 && wished <= LONGEST_PAUSE ? wished : undefined;
}

function noteOf(provider: string, status: number, pause: number): ProgressNote {
  const values = { provider, seconds: Math.ceil(pause / 1000) };
  return { code: status === 429 ? 'provider-pause' : 'provider-loading', values };
}
