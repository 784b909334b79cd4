import { afterAll, describe, expect, it } from 'vitest';
import { createBuiltinPool } from '../../../../electron/experts/builtin/pool.ts';
import type { Progress } from '../../../../electron/experts/expert.ts';
import { fakeExpert } from '../../../fakes/experts.ts';

const pool = createBuiltinPool({
  threads: 2,
  worker: new URL('../../../fakes/faulty-worker.ts', import.meta.url),
  experts: [fakeExpert('summarization', { perform: () => Promise.reject(new Error('unused')) })],
  heapMegabytes: 64,
});
afterAll(() => pool.close());

function perform(
  text: string,
  context: { signal?: AbortSignal; progress?: (p: Progress) => void } = {},
) {
  const { signal = new AbortController().signal, progress = () => {} } = context;
  const [expert] = pool.experts;
  if (expert === undefined) {
    throw new Error('the pool has the expert that it was given');
  }
  return expert.perform({ text: { kind: 'text', text } }, { signal, progress });
}

describe('the pool of built-in experts', () => {
  it('performs in a thread and passes progress on', async () => {
    const seen: Progress[] = [];
    const output = await perform('hello', { progress: (progress) => seen.push(progress) });
    expect(output).toEqual({ text: 'hello' });
    expect(seen).toEqual([{ text: 'hello' }]);
  });

  it('gives an expected failure back with its code', async () => {
    await expect(perform('refuse')).rejects.toMatchObject({ code: 'INPUT_INVALID' });
  });

  it.each(['throw', 'exit', 'allocate'])(
    'fails a task that does “%s”, and goes on',
    async (fault) => {
      await expect(perform(fault)).rejects.toThrow();
      expect(await perform('still here')).toEqual({ text: 'still here' });
    },
  );

  it('ends a task that never yields when it is cancelled, and goes on', async () => {
    const stop = new AbortController();
    const stuck = perform('loop', { signal: stop.signal, progress: () => stop.abort() });
    await expect(stuck).rejects.toThrow();
    expect(await Promise.all(['a', 'b', 'c'].map((text) => perform(text)))).toEqual([
      { text: 'a' },
      { text: 'b' },
      { text: 'c' },
    ]);
  });
});
