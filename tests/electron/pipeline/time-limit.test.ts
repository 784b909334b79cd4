import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { startTimeLimit } from '../../../electron/pipeline/execution/time-limit.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe('the time limit of an attempt', () => {
  it('ends it when its time is over', () => {
    const onLate = vi.fn();
    startTimeLimit(100, onLate);
    vi.advanceTimersByTime(99);
    expect(onLate).not.toHaveBeenCalled();
    vi.advanceTimersByTime(1);
    expect(onLate).toHaveBeenCalledOnce();
  });

  it('stands while something is waited for, and goes on with what was left', async () => {
    const onLate = vi.fn();
    const time = startTimeLimit(100, onLate);
    vi.advanceTimersByTime(60);
    const { promise, resolve } = Promise.withResolvers<void>();
    const waits = Promise.all([time.untimed(() => promise), time.untimed(() => promise)]);
    vi.advanceTimersByTime(1000);
    resolve();
    await waits;
    vi.advanceTimersByTime(39);
    expect(onLate).not.toHaveBeenCalled();
    vi.advanceTimersByTime(1);
    expect(onLate).toHaveBeenCalledOnce();
  });

  it('never ends what has ended, also where the wait ends later', async () => {
    const onLate = vi.fn();
    const time = startTimeLimit(100, onLate);
    const { promise, resolve } = Promise.withResolvers<void>();
    const wait = time.untimed(() => promise);
    time.end();
    resolve();
    await wait;
    vi.advanceTimersByTime(1000);
    expect(onLate).not.toHaveBeenCalled();
  });
});
