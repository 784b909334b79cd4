import { describe, expect, it } from 'vitest';
import { stageOf, timeLeft } from '../../../renderer/ui/fetch-stage.ts';

describe('what is fetched for the program itself', () => {
  it.each([
    [{ done: 0, total: 0 }, 'asking'],
    [{ done: 0, total: 200 }, 'fetching'],
    [{ done: 199, total: 200 }, 'fetching'],
    [{ done: 200, total: 200 }, 'finishing'],
  ] as const)('with %o is at %s', (progress, stage) => {
    expect(stageOf(progress)).toBe(stage);
  });

  it('tells the time that is left where its speed is known', () => {
    expect(timeLeft({ done: 100, total: 400, bytesPerSecond: 200 })).toBe(2000);
    expect(timeLeft({ done: 100, total: 400 })).toBeUndefined();
    expect(timeLeft({ done: 100, total: 400, bytesPerSecond: 0 })).toBeUndefined();
    expect(timeLeft({ done: 400, total: 400, bytesPerSecond: 200 })).toBeUndefined();
  });
});
