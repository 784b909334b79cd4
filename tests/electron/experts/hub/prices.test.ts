import { describe, expect, it } from 'vitest';
import type { ServedBy } from '../../../fakes/inference-router.ts';
import { textSlots } from '../builtin/text-tasks.ts';
import { type Hosting, host, pngBytes } from './hosted.ts';

const SLOTS = textSlots({ text: 'Hello' });
const TALKERS: readonly ServedBy[] = (['hf-inference', 'together', 'novita', 'groq'] as const).map(
  (provider) => ({ provider, task: 'conversational' }),
);

/** Who was asked, where all but the last that is asked fail. */
async function askedOf(hosting: Hosting) {
  let failures = 0;
  const hosted = await host('conversational', {
    providers: TALKERS,
    answer: () => 'Good day.',
    fault: ({ method }) =>
      method === 'POST' && failures++ < 3 ? { kind: 'status', status: 500 } : undefined,
    ...hosting,
  });
  await hosted.perform(SLOTS);
  return { ...hosted, order: hosted.router.asked().map(({ provider }) => provider) };
}

describe('the order of providers', () => {
  it('is by price where all who talk tell one, in and out together', async () => {
    const { order, router } = await askedOf({
      terms: {
        'hf-inference': { input: 1, output: 4 },
        together: { input: 3, output: 0.5 },
        novita: { input: 0.1, output: 0.2 },
        groq: { input: 2, output: 2.5 },
      },
    });
    expect(order).toEqual(['novita', 'together', 'groq', 'hf-inference']);
    const lists = router.seen.filter(({ path }) => path.startsWith('/v1/models/'));
    expect(lists).toMatchObject([{ path: '/v1/models/org/model', authorization: undefined }]);
  });

  it("is the Hub's own where one of them tells no price", async () => {
    const price = { input: 1, output: 1 };
    const { order } = await askedOf({
      terms: { 'hf-inference': { input: 9, output: 9 }, together: price, novita: price },
    });
    expect(order).toEqual(['hf-inference', 'together', 'novita', 'groq']);
  });

  it('has those later that fail the router, and whose price then does not count', async () => {
    const { order } = await askedOf({
      terms: {
        'hf-inference': 'error',
        together: { input: 2, output: 2 },
        novita: { input: 1, output: 1 },
        groq: { input: 3, output: 3 },
      },
    });
    expect(order).toEqual(['novita', 'together', 'groq', 'hf-inference']);
  });

  it("has the person's choice first, however dear", async () => {
    const { order } = await askedOf({
      deps: { provider: () => 'groq' },
      terms: {
        'hf-inference': { input: 3, output: 3 },
        together: { input: 2, output: 2 },
        novita: { input: 1, output: 1 },
        groq: { input: 9, output: 9 },
      },
    });
    expect(order).toEqual(['groq', 'novita', 'together', 'hf-inference']);
  });

  it.each<[string, Hosting['fault']]>([
    ['fails', () => ({ kind: 'status', status: 500 })],
    ['knows no such model', () => ({ kind: 'status', status: 404 })],
    ['tells something else', () => ({ kind: 'wrong', body: { data: 'none' } })],
    ['breaks off', () => ({ kind: 'cut', after: 5 })],
  ])("is the Hub's own where the router %s", async (_, fault) => {
    const { perform, router } = await host('conversational', {
      providers: TALKERS,
      answer: () => 'Good day.',
      terms: { together: { input: 0, output: 0 } },
      fault: (seen, count) =>
        seen.path.startsWith('/v1/models/') ? fault?.(seen, count) : undefined,
    });
    expect((await perform(SLOTS)).text).toBe('Good day.');
    expect(router.asked().map(({ provider }) => provider)).toEqual(['hf-inference']);
  });

  it('is asked of the router once in a while, not for each task', async () => {
    let now = 0;
    const { perform, router } = await host('conversational', {
      ...{ providers: TALKERS, answer: () => 'Good day.', deps: { clock: () => now } },
    });
    const lists = () => router.seen.filter(({ path }) => path.startsWith('/v1/models/')).length;
    await perform(SLOTS);
    await perform(SLOTS);
    expect(lists()).toBe(1);
    now = 3_600_000;
    await perform(SLOTS);
    expect(lists()).toBe(2);
  });

  it('is not asked of the router for other tasks, nor where there is no choice', async () => {
    const png = await pngBytes();
    const painters: readonly ServedBy[] = [
      { provider: 'hf-inference', task: 'text-to-image' },
      { provider: 'replicate', task: 'text-to-image', providerId: 'them/paint' },
    ];
    const painted = await host('text-to-image', { providers: painters, answer: () => png });
    await painted.perform(SLOTS);
    const alone = await host('conversational', {
      ...{ providers: TALKERS.slice(0, 1), answer: () => 'Good day.' },
    });
    await alone.perform(SLOTS);
    for (const { router } of [painted, alone]) {
      expect(router.seen.some(({ path }) => path.startsWith('/v1/models/'))).toBe(false);
    }
  });
});
