import { afterEach, describe, expect, it } from 'vitest';
import { HUB_TASK_TYPES, hubExperts } from '../../../../electron/experts/hub/registry.ts';
import { ONNX_TASKS } from '../../../../electron/experts/onnx/registry.ts';
import { createFetch, type Fetch } from '../../../../electron/network/fetch.ts';
import { createNetwork } from '../../../../electron/network/network.ts';
import { AppError } from '../../../../shared/errors.ts';
import { textSlots } from '../builtin/text-tasks.ts';
import { host, made, pictureSlot, pngBytes, TOKEN } from './hosted.ts';

const SLOTS = textSlots({ text: 'A red square' });
const FAL = [{ provider: 'fal-ai', task: 'text-to-image', providerId: 'fal-ai/paint' }] as const;

const untouched = globalThis.fetch;
afterEach(() => {
  globalThis.fetch = untouched;
});

describe('the way out of hosted experts', () => {
  it('is the fetch that was given, for queues and results too, never the global one', async () => {
    const png = await pngBytes();
    const seen: string[] = [];
    const fetch: Fetch = (input, init) => {
      seen.push(new URL(input instanceof Request ? input.url : input).pathname);
      return untouched(input, init);
    };
    globalThis.fetch = () => Promise.reject(new Error('this is not the way out'));
    const { output, router } = await made('text-to-image', SLOTS, {
      ...{ providers: FAL, answer: () => png, deps: { fetch } },
    });
    expect(output.image?.bytes).toEqual(new Uint8Array(png));
    expect(seen).toHaveLength(router.seen.length + 1); // the last one asks the storage
    expect(seen.at(-1)).toMatch(/^\/files\//);
  });

  it('may lead through a fetch that is built upon the global one', async () => {
    const png = await pngBytes();
    const fetch: Fetch = (input, init) => globalThis.fetch(input, init);
    const { output } = await made('text-to-image', SLOTS, {
      ...{ providers: FAL, answer: () => png, deps: { fetch } },
    });
    expect(output.image?.bytes).toEqual(new Uint8Array(png));
  });

  it('takes addresses that a provider names to a fetch of their own', async () => {
    const png = await pngBytes();
    const named: string[] = [];
    const { output } = await made('text-to-image', SLOTS, {
      ...{ providers: FAL, answer: () => png },
      deps: {
        fetchAddress: (address, { signal, limits }) => {
          named.push(new URL(address).pathname);
          // Room and time for a video.
          expect(limits.bytes).toBeGreaterThanOrEqual(512 * 1024 ** 2);
          expect(limits.totalMs).toBeGreaterThanOrEqual(600_000);
          return untouched(address, { signal });
        },
      },
    });
    expect(output.image?.bytes).toEqual(new Uint8Array(png));
    expect(named).toEqual(['/files/1']);
  });

  it('makes no use of an address that leads to this machine, where the wall looks', async () => {
    const png = await pngBytes();
    const environment = {};
    const network = createNetwork({
      ...{ environment, mode: 'hybrid', clock: () => 0, configured: () => [] },
    });
    const { perform } = await host('text-to-image', {
      ...{ providers: FAL, answer: () => png },
      deps: { fetch: createFetch({ environment }), fetchAddress: network.fetchAddress() },
    });
    await expect(perform(SLOTS)).rejects.toMatchObject({ code: 'NETWORK_REFUSED' });
  });

  it('fetches results through the wall, and takes one that breaks off or hangs for a failure', async () => {
    const png = await pngBytes();
    const environment = {};
    const providers = [...FAL, { provider: 'hf-inference', task: 'text-to-image' }] as const;
    const network = createNetwork({
      ...{ environment, mode: 'hybrid', clock: () => 0, configured: () => [] },
      allowed: () => ['127.0.0.1'],
    });
    const hosting = {
      ...{ providers, answer: () => png },
      deps: {
        fetch: createFetch({ environment }),
        fetchAddress: network.fetchAddress(),
        patience: { stallMs: 1000 },
      },
    };
    const { output } = await made('text-to-image', SLOTS, hosting);
    expect(output.notes?.[0]).toMatchObject({
      code: 'provider-traffic',
      values: { provider: 'fal-ai' },
    });
    for (const fault of [
      { kind: 'cut', after: 10 },
      { kind: 'stall', after: 10 },
      { kind: 'status', status: 410 },
    ] as const) {
      const other = await made('text-to-image', SLOTS, { ...hosting, storage: () => fault });
      expect(other.output.notes?.slice(0, 2)).toEqual([
        { code: 'provider-down', values: { provider: 'fal-ai' } },
        { code: 'provider-did', values: { provider: 'hf-inference' } },
      ]);
    }
  });

  it('sends files through the wall as they are', async () => {
    const { output, router } = await made('image-classification', await pictureSlot(), {
      answer: () => [{ label: 'cat', score: 1 }],
      deps: { fetch: createFetch({ environment: {} }) },
    });
    expect(output.text).toBe('cat (100\u00a0%)');
    expect(router.asked()[0]?.bytes.subarray(1, 4).toString()).toBe('PNG');
  });

  it('keeps tasks that run at the same time apart', async () => {
    const png = await pngBytes();
    const ways = [0, 1, 2].map(() => {
      const seen: string[] = [];
      const fetch: Fetch = (input, init) => {
        seen.push(new URL(input instanceof Request ? input.url : input).port);
        return untouched(input, init);
      };
      return { seen, fetch };
    });
    const done = await Promise.all(
      ways.map(({ fetch }) =>
        made('text-to-image', SLOTS, { providers: FAL, answer: () => png, deps: { fetch } }),
      ),
    );
    for (const [index, { seen }] of ways.entries()) {
      const own = new URL(done[index]?.router.url ?? '').port;
      expect(seen.filter((port) => port === own)).toHaveLength(seen.length - 1);
    }
  });

  it('passes on that the wall lets nothing out, and asks no one else', async () => {
    let asked = 0;
    const { perform } = await host('text-to-image', {
      providers: [...FAL, { provider: 'hf-inference', task: 'text-to-image' }],
      deps: {
        fetch: () => {
          asked += 1;
          return Promise.reject(AppError.of('NETWORK_REFUSED', { what: 'it', why: 'local mode' }));
        },
      },
    });
    await expect(perform(SLOTS)).rejects.toMatchObject({ code: 'NETWORK_REFUSED' });
    expect(asked).toBe(1);
  });

  it('counts bytes both ways and tells them', async () => {
    const png = await pngBytes();
    const { output, told, router } = await made('image-to-image', await pictureSlot(), {
      answer: () => png,
    });
    const sent = router.asked()[0]?.bytes.length;
    expect(told).toContainEqual({
      message: { code: 'sent-to', values: { provider: 'hf-inference' } },
      bytes: { done: sent, total: sent },
    });
    const received = told.filter(({ message }) => message?.code === 'receiving-from');
    expect(received.at(-1)?.message?.values).toEqual({ provider: 'hf-inference' });
    expect(received.at(-1)?.bytes?.done).toBe(png.length);
    expect(output.notes?.at(-1)).toEqual({
      code: 'provider-traffic',
      values: { provider: 'hf-inference', sentBytes: sent, receivedBytes: png.length },
    });
  });

  it('ends the request when the task is cancelled', async () => {
    const cancelling = new AbortController();
    const { perform, router } = await host('text-classification', {
      signal: cancelling.signal,
      fault: ({ method }) => {
        if (method !== 'POST') {
          return undefined;
        }
        setImmediate(() => cancelling.abort());
        return { kind: 'stall' };
      },
    });
    await expect(perform(SLOTS)).rejects.toThrow('aborted');
    expect(await router.asked()[0]?.ended).toBe('disconnected');
  });

  it('ends a wait for a cold model when the task is cancelled', async () => {
    const cancelling = new AbortController();
    const { perform, router } = await host('text-classification', {
      signal: cancelling.signal,
      told: ({ message }) =>
        message?.code === 'provider-loading' && message.values.seconds === 60 && cancelling.abort(),
      fault: ({ method }) =>
        method === 'POST'
          ? { kind: 'status', status: 503, body: { error: 'loading', estimated_time: 100 } }
          : undefined,
    });
    await expect(perform(SLOTS)).rejects.toThrow('aborted');
    expect(router.asked()).toHaveLength(1);
  });

  it('says nothing on the console', async () => {
    const spoken: unknown[] = [];
    const { log, warn } = console;
    console.log = console.warn = (...words) => spoken.push(words);
    try {
      await made('text-classification', SLOTS, {
        providers: [{ provider: 'hf-inference', task: 'text-classification', status: 'staging' }],
        answer: () => [[{ label: 'POSITIVE', score: 0.9 }]],
      });
    } finally {
      Object.assign(console, { log, warn });
    }
    expect(spoken).toEqual([]);
  });
});

describe('the table of hosted task types', () => {
  it('has experts of the host hub on network slots, for served task types alone', () => {
    const deps = { fetch: untouched, token: () => TOKEN, clock: () => 0 };
    const tasks = ['text-to-image', 'depth-estimation'] as const;
    const experts = hubExperts([{ id: 'org/name', tasks }], deps);
    expect(experts.map(({ task, slot, model }) => [task, slot, model.host, model.name])).toEqual([
      ['text-to-image', 'network', 'hub', 'name'],
    ]);
  });

  it('has what models of this machine do, but for what no provider takes', () => {
    const missing = Object.keys(ONNX_TASKS).filter(
      (task) => !HUB_TASK_TYPES.some((one) => one === task),
    );
    expect(missing.toSorted()).toEqual([
      'background-removal',
      'depth-estimation',
      'hed-control',
      'normal-control',
      'openpose-control',
      'text-ranking',
      'text2text-generation',
      'zero-shot-object-detection',
    ]);
  });
});

describe('the fake router', () => {
  it.each([
    ['text-classification', { inputs: 3 }],
    ['text-classification', { inputs: 'a', parameters: { top_k: 'five' } }],
    ['text-classification', { inputs: 'a', parameters: { topk: 5 } }],
    ['text-classification', { text: 'a' }],
    ['sentence-similarity', { inputs: { source_sentence: 'a' } }],
    ['question-answering', { inputs: { question: 'a' } }],
    ['tabular-classification', { inputs: { data: [['a']] } }],
    ['zero-shot-classification', { inputs: 'a' }],
  ] as const)('refuses a wrong body for %s', async (task, body) => {
    const { router, id } = await host(task, {});
    const response = await untouched(`${router.url}/hf-inference/models/${id}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    expect(response.status).toBe(422);
  });

  it('refuses a body that is no recording', async () => {
    const { router, id } = await host('audio-classification', {});
    const response = await untouched(`${router.url}/hf-inference/models/${id}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${TOKEN}`, 'content-type': 'text/plain' },
      body: 'no sound',
    });
    expect(response.status).toBe(422);
  });
});
