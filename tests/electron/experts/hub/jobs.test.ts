import { readFileSync } from 'node:fs';
import { describe, expect, it, vi } from 'vitest';
import type { Progress } from '../../../../electron/experts/expert.ts';
import type { RouterFault } from '../../../fakes/inference-faults.ts';
import type { ServedBy } from '../../../fakes/inference-router.ts';
import { textSlots } from '../builtin/text-tasks.ts';
import { type Hosting, host, made, pngBytes, TOKEN } from './hosted.ts';

const SLOTS = textSlots({ text: 'A red square' });
const FAL: ServedBy = { provider: 'fal-ai', task: 'text-to-image', providerId: 'fal-ai/paint' };
const REPLICATE: ServedBy = {
  ...{ provider: 'replicate', task: 'text-to-image', providerId: 'them/paint' },
};
const CLASSIC: ServedBy = { provider: 'hf-inference', task: 'text-to-image' };
const VIDEO = readFileSync('tests/fakes/recordings/tone-vorbis.webm');

/** No time passes. */
const HASTY = { sleep: async (_: number, signal: AbortSignal) => signal.throwIfAborted() };

function queueNotes(told: readonly Progress[]) {
  return told.flatMap(({ message }) =>
    message !== undefined && /^provider-(queue|working)/.test(message.code) ? [message] : [],
  );
}

describe('jobs that a provider works on', () => {
  it('are told by their place in the queue of fal-ai, and when it is their turn', async () => {
    const png = await pngBytes();
    const { output, told } = await made('text-to-image', SLOTS, {
      ...{ providers: [FAL], answer: () => png, course: { before: 2, polls: 3 }, deps: HASTY },
    });
    expect(output.image?.bytes).toEqual(new Uint8Array(png));
    const provider = 'fal-ai';
    expect(queueNotes(told)).toEqual([
      { code: 'provider-queue', values: { provider, before: 2 } },
      { code: 'provider-queue', values: { provider, before: 1 } },
      { code: 'provider-queue-next', values: { provider } },
      { code: 'provider-working', values: { provider } },
    ]);
  });

  it('are waited for at replicate, which answers before they are done', async () => {
    const png = await pngBytes();
    const { output, told, router } = await made('text-to-image', SLOTS, {
      ...{ providers: [REPLICATE], answer: () => png, course: { polls: 3 }, deps: HASTY },
    });
    expect(output.image?.bytes).toEqual(new Uint8Array(png));
    const working = { code: 'provider-working', values: { provider: 'replicate' } };
    expect(queueNotes(told)).toContainEqual(working);
    const after = router.seen.filter(({ path }) => path.startsWith('/replicate/v1/predictions/'));
    expect(after).toHaveLength(3);
    expect(after.every(({ authorization }) => authorization === `Bearer ${TOKEN}`)).toBe(true);
  });

  it('make videos, whose bytes are told as they come', async () => {
    const providers = [{ provider: 'fal-ai', task: 'text-to-video', providerId: 'fal-ai/move' }];
    const { output, told } = await made('text-to-video', SLOTS, {
      ...{ providers: providers as readonly ServedBy[], answer: () => VIDEO, deps: HASTY },
    });
    expect(output.video?.bytes).toEqual(new Uint8Array(VIDEO));
    expect(told).toContainEqual({
      message: { code: 'receiving-from', values: { provider: 'fal-ai' } },
      bytes: { done: VIDEO.length, total: VIDEO.length },
    });
  });

  it.each<[string, ServedBy]>([
    ['fal-ai', FAL],
    ['replicate', REPLICATE],
  ])('that come to nothing at %s are left to the next provider', async (provider, served) => {
    const png = await pngBytes();
    const { output } = await made('text-to-image', SLOTS, {
      providers: [served, CLASSIC],
      answer: () => png,
      course: { polls: 1, error: 'The prompt was refused' },
      deps: HASTY,
    });
    expect(output.notes?.slice(0, 2)).toMatchObject([
      { code: expect.stringMatching(/^provider-/), values: { provider } },
      { code: 'provider-did', values: { provider: 'hf-inference' } },
    ]);
  });

  it('give their own reason where they come to nothing', async () => {
    const { perform } = await host('text-to-image', {
      ...{ providers: [REPLICATE], course: { polls: 1, error: 'Out of GPUs' }, deps: HASTY },
    });
    await expect(perform(SLOTS)).rejects.toMatchObject({
      code: 'EXPERT_FAILED',
      data: { why: expect.stringContaining('Out of GPUs') },
    });
  });

  it.each<[string, ServedBy, string]>([
    ['fal-ai', FAL, 'PUT'],
    ['replicate', REPLICATE, 'POST'],
  ])('are called off at %s when the task is cancelled', async (provider, served, method) => {
    const cancelling = new AbortController();
    const { perform, router } = await host('text-to-image', {
      providers: [served],
      course: { polls: 1000 },
      signal: cancelling.signal,
      told: ({ message }) => message?.code === 'provider-working' && cancelling.abort(),
    });
    await expect(perform(SLOTS)).rejects.toThrow('aborted');
    await vi.waitFor(() => {
      const ends = router.seen.filter(({ path }) => /\/cancel(?:\?|$)/.test(path));
      expect(ends).toMatchObject([{ method, provider, authorization: `Bearer ${TOKEN}` }]);
    });
  });

  it.each<[string, ServedBy, number, Hosting['deps']]>([
    ['fal-ai', FAL, 4, { patience: { jobMs: 150_000 } }],
    ['replicate', REPLICATE, 11, {}], // ten minutes of the half hour that the task has
  ])(
    'are given up and called off at %s where they take too long',
    async (provider, served, most, deps) => {
      const png = await pngBytes();
      let now = 0;
      const { output, router } = await made('text-to-image', SLOTS, {
        providers: [served, CLASSIC],
        answer: () => png,
        course: { polls: 1000 },
        deps: {
          ...deps,
          clock: () => now,
          sleep: async () => {
            now += 60_000;
          },
        },
      });
      expect(output.notes?.slice(0, 2)).toEqual([
        { code: 'provider-down', values: { provider } },
        { code: 'provider-did', values: { provider: 'hf-inference' } },
      ]);
      await vi.waitFor(() => {
        expect(router.seen.some(({ path }) => path.includes('/cancel'))).toBe(true);
      });
      const questions = router.seen.filter(
        ({ path }) => /\/(?:requests|predictions)\/[\w-]+/.test(path) && !path.includes('/cancel'),
      );
      expect(questions.length).toBeGreaterThan(1);
      expect(questions.length).toBeLessThanOrEqual(most);
    },
  );

  it('are asked after more seldom as they go on', async () => {
    const png = await pngBytes();
    const pauses: number[] = [];
    await made('text-to-image', SLOTS, {
      ...{ providers: [REPLICATE], answer: () => png, course: { polls: 60 } },
      deps: { sleep: async (ms) => void pauses.push(ms) },
    });
    expect(pauses[0]).toBe(500);
    expect(pauses.at(-1)).toBe(5000);
    expect(pauses).toEqual(pauses.toSorted((a, b) => a - b));
  });

  it.each<[string, RouterFault]>([
    ['a bad gateway', { kind: 'status', status: 502 }],
    ['a limit', { kind: 'status', status: 429 }],
    ['a connection that is cut', { kind: 'cut', after: 0 }],
  ])('are not lost over %s', async (_, fault) => {
    const png = await pngBytes();
    let failures = 0;
    const hosting: Hosting = {
      ...{ providers: [REPLICATE], answer: () => png, course: { polls: 2 }, deps: HASTY },
      fault: ({ path }) =>
        path.startsWith('/replicate/v1/predictions/') && failures++ < 2 ? fault : undefined,
    };
    const { output, router } = await made('text-to-image', SLOTS, hosting);
    expect(output.image?.bytes).toEqual(new Uint8Array(png));
    expect(router.asked()).toHaveLength(1);
  });

  it('are lost where the provider has them no more', async () => {
    const { perform } = await host('text-to-image', {
      ...{ providers: [REPLICATE], course: { polls: 2 }, deps: HASTY },
      fault: ({ path }) =>
        path.startsWith('/replicate/v1/predictions/')
          ? { kind: 'status', status: 404, body: { detail: 'Not found' } }
          : undefined,
    });
    await expect(perform(SLOTS)).rejects.toMatchObject({ code: 'HUB_PROVIDER_DOWN' });
  });

  it.each<[string, RouterFault]>([
    ['not there', { kind: 'status', status: 404 }],
    ['not to be had', { kind: 'status', status: 403 }],
    ['cut off', { kind: 'cut', after: 10 }],
    ['not coming', { kind: 'stall' }],
    ['stuck in the midst', { kind: 'stall', after: 10 }],
  ])('are done anew by the next provider where their result is %s', async (_, fault) => {
    const png = await pngBytes();
    const { output } = await made('text-to-image', SLOTS, {
      providers: [FAL, CLASSIC],
      answer: () => png,
      storage: () => fault,
      deps: { ...HASTY, patience: { stallMs: 1000 } },
    });
    expect(output.notes?.slice(0, 2)).toEqual([
      { code: 'provider-down', values: { provider: 'fal-ai' } },
      { code: 'provider-did', values: { provider: 'hf-inference' } },
    ]);
  });
});
