// The bandwidth cap: transfers ask before they take in bytes, and wait until these fit the rate.

import type { Wait } from './lock.ts';

export interface Limiter {
  readonly take: (bytes: number, signal: AbortSignal) => Promise<void>;
}

export interface LimiterOptions {
  /** Nothing for as fast as it goes. Asked each time, so that a setting counts at once. */
  readonly bytesPerSecond: () => number | undefined;
  /** Milliseconds, steady. */
  readonly now: () => number;
  readonly wait: Wait;
}

/** Shared by all transfers, so that the cap is theirs together. */
export function createLimiter({ bytesPerSecond, now, wait }: LimiterOptions): Limiter {
  let freeAt = 0;
  return {
    take: async (bytes, signal) => {
      const rate = bytesPerSecond();
      if (rate === undefined) {
        return;
      }
      const start = Math.max(now(), freeAt);
      freeAt = start + (bytes / rate) * 1000;
      if (start > now()) {
        await wait(start - now(), signal);
      }
    },
  };
}
