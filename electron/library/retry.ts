// Retries of the library: bounded, with growing delays, no sooner than the server asks for, abortable.

import type { AppError } from '../../shared/errors.ts';
import type { Wait } from './lock.ts';

/** A failure that may pass by itself, and how long the server wants to be left alone. */
export class Transient extends Error {
  override readonly name = 'Transient';
  readonly failure: AppError;
  readonly afterMs: number;

  constructor(failure: AppError, afterMs = 0) {
    super(failure.message, { cause: failure });
    this.failure = failure;
    this.afterMs = afterMs;
  }
}

/** Failures in a row, without a byte between them, after which it is given up. */
const ATTEMPTS = 6;
const FIRST_DELAY_MS = 500;
const LONGEST_DELAY_MS = 30_000;
/** No server is waited for longer than this at once. */
const LONGEST_WISH_MS = 300_000;

export interface RetryOptions {
  readonly signal: AbortSignal;
  readonly wait: Wait;
  /** Bytes received so far; failures are counted anew when it grows. */
  readonly progress?: () => number;
  /** Failures in a row after which it is given up. */
  readonly attempts?: number;
}

/** Repeats the work while it fails with {@link Transient}; the last failure's AppError is thrown. */
export async function retrying<Result>(
  { signal, wait, progress = () => 0, attempts = ATTEMPTS }: RetryOptions,
  work: () => Promise<Result>,
): Promise<Result> {
  let failures = 0;
  let reached = progress();
  for (;;) {
    signal.throwIfAborted();
    try {
      return await work();
    } catch (error) {
      signal.throwIfAborted();
      if (!(error instanceof Transient)) {
        throw error;
      }
      failures = progress() > reached ? 1 : failures + 1;
      reached = Math.max(reached, progress());
      if (failures >= attempts) {
        throw error.failure;
      }
      await wait(delay(failures, error.afterMs), signal);
    }
  }
}

function delay(failures: number, wished: number): number {
  const growing = Math.min(LONGEST_DELAY_MS, FIRST_DELAY_MS * 2 ** (failures - 1));
  return Math.max(growing, Math.min(wished, LONGEST_WISH_MS));
}

/** Milliseconds that a Retry-After header asks for: seconds, or a date. */
export function retryAfter(header: string | null, now: number): number {
  if (header === null) {
    return 0;
  }
  const seconds = Number(header);
  const milliseconds = Number.isFinite(seconds) ? seconds * 1000 : Date.parse(header) - now;
  return Number.isFinite(milliseconds) ? Math.max(0, milliseconds) : 0;
}
