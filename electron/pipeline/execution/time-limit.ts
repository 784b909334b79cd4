// The time that an attempt may take. Waiting for a word of the person does not count.

export interface TimeLimit {
  /** The clock stands while the work goes on. */
  readonly untimed: <Value>(work: () => Promise<Value>) => Promise<Value>;
  readonly end: () => void;
}

/** @param limitMs milliseconds until `onLate` */
export function startTimeLimit(limitMs: number, onLate: () => void): TimeLimit {
  let left = limitMs;
  let startedAt = performance.now();
  let timer: NodeJS.Timeout | undefined = setTimeout(onLate, left);
  let waits = 0;
  let hasEnded = false;
  const stop = () => {
    clearTimeout(timer);
    left -= performance.now() - startedAt;
  };
  const start = () => {
    startedAt = performance.now();
    timer = setTimeout(onLate, Math.max(0, left));
  };
  return {
    untimed: async (work) => {
      waits += 1;
      if (waits === 1) {
        stop();
      }
      try {
        return await work();
      } finally {
        waits -= 1;
        if (waits === 0 && !hasEnded) {
          start();
        }
      }
    },
    end: () => {
      hasEnded = true;
      clearTimeout(timer);
    },
  };
}
