// How fast bytes arrive, over the last seconds, and how long the rest takes at that speed.

const WINDOW_MS = 5000;

export interface Speed {
  readonly add: (bytes: number) => void;
  readonly bytesPerSecond: () => number;
}

/** `now` in milliseconds, steady. */
export function createSpeed(now: () => number): Speed {
  const started = now();
  let seen: { readonly at: number; readonly bytes: number }[] = [];
  return {
    add: (bytes) => {
      seen = [...seen.filter(({ at }) => at > now() - WINDOW_MS), { at: now(), bytes }];
    },
    bytesPerSecond: () => {
      const since = Math.max(started, now() - WINDOW_MS);
      const recent = seen.filter(({ at }) => at >= since);
      const sum = recent.reduce((total, { bytes }) => total + bytes, 0);
      return now() > since ? (sum * 1000) / (now() - since) : 0;
    },
  };
}
