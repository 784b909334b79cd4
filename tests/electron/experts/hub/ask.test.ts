import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it } from 'vitest';
import { hubExperts } from '../../../../electron/experts/hub/registry.ts';
import type { ErrorCode } from '../../../../shared/errors.ts';
import type { RouterFault } from '../../../fakes/inference-faults.ts';
import type { ServedBy } from '../../../fakes/inference-router.ts';
import { quietContext, textSlots } from '../builtin/text-tasks.ts';
import { type Hosting, host, made, pictureSlot, pngBytes, TOKEN } from './hosted.ts';

const TASK = 'text-classification';
const SQUARE = textSlots({ text: 'A red square' });
const SLOTS = textSlots({ text: 'Lovely.' });
const RIGHT = () => [[{ label: 'POSITIVE', score: 0.9 }]];

const PAINTERS: readonly ServedBy[] = [
  { provider: 'fal-ai', task: 'text-to-image', providerId: 'fal-ai/paint' },
  { provider: 'replicate', task: 'text-to-image', providerId: 'them/paint' },
  { provider: 'hf-inference', task: 'text-to-image' },
];

describe('providers of hosted inference', () => {
  it('waits for a cold model, and says so', async () => {
    const { perform, told, router } = await host(TASK, {
      answer: RIGHT,
      fault: ({ method }, count) =>
        method === 'POST' && count < 4
          ? { kind: 'status', status: 503, body: { error: 'loading', estimated_time: 0.02 } }
          : undefined,
    });
    expect((await perform(SLOTS)).text).toBe('POSITIVE (90\u00a0%)');
    expect(router.asked()).toHaveLength(3);
    const values = { provider: 'hf-inference', seconds: 1 };
    expect(told).toContainEqual({ message: { code: 'provider-loading', values } });
  });

  it('leaves a cold model soon where another provider has it', async () => {
    const png = await pngBytes();
    const { perform, router } = await host('text-to-image', {
      providers: PAINTERS,
      answer: () => png,
      fault: ({ method, provider }) =>
        method === 'POST' && provider === 'fal-ai'
          ? { kind: 'status', status: 503, body: { error: 'loading', estimated_time: 60 } }
          : undefined,
    });
    await perform(textSlots({ text: 'A red square' }));
    expect(router.asked().map(({ provider }) => provider)).toEqual(['fal-ai', 'replicate']);
  });

  it.each<[string, RouterFault, string, ErrorCode]>([
    ['down', { kind: 'status', status: 500 }, 'provider-down', 'HUB_PROVIDER_DOWN'],
    [
      'wanting to be paid',
      { kind: 'status', status: 402 },
      'provider-unpaid',
      'HUB_PAYMENT_NEEDED',
    ],
    [
      'without the model',
      { kind: 'status', status: 404 },
      'provider-not-serving',
      'HUB_NOT_SERVED',
    ],
    ['asked too often', { kind: 'status', status: 429 }, 'provider-limited', 'HUB_RATE_LIMITED'],
    [
      'still loading',
      { kind: 'status', status: 503, body: { estimated_time: 600 } },
      'provider-cold',
      'HUB_MODEL_COLD',
    ],
    [
      'of another mind about the request',
      { kind: 'status', status: 422 },
      'provider-refused',
      'INPUT_INVALID',
    ],
    [
      'answering nonsense',
      { kind: 'wrong', body: { images: 'none' } },
      'provider-failed',
      'EXPERT_FAILED',
    ],
    ['cutting the connection', { kind: 'cut', after: 10 }, 'provider-down', 'HUB_PROVIDER_DOWN'],
    ['silent', { kind: 'stall' }, 'provider-down', 'HUB_PROVIDER_DOWN'],
  ])(
    'asks the next provider where one is %s, and tells each attempt',
    async (_, fault, code, error) => {
      const png = await pngBytes();
      const { output, told, router } = await made('text-to-image', SQUARE, {
        providers: PAINTERS,
        answer: () => png,
        deps: { patience: { stallMs: 1000 } },
        fault: ({ method, provider }) =>
          method === 'POST' && provider !== 'hf-inference' ? fault : undefined,
      });
      expect(output.image?.bytes).toEqual(new Uint8Array(png));
      expect(router.asked().map(({ provider }) => provider)).toEqual([
        'fal-ai',
        'replicate',
        'hf-inference',
      ]);
      const asking = (provider: string, place: number) => ({
        message: { code: 'asking-one-of', values: { provider, place, providers: 3 } },
      });
      expect(told).toContainEqual(asking('fal-ai', 1));
      expect(told).toContainEqual({
        message: { code: 'trying-provider', values: { provider: 'replicate' } },
        error: expect.objectContaining({ code: error }),
      });
      expect(told).toContainEqual(asking('hf-inference', 3));
      expect(output.notes?.slice(0, 3)).toEqual([
        { code, values: { provider: 'fal-ai' } },
        { code, values: { provider: 'replicate' } },
        { code: 'provider-did', values: { provider: 'hf-inference' } },
      ]);
      expect(JSON.stringify([output.notes, told])).not.toContain(TOKEN);
    },
  );

  it('says nothing of attempts where the first one did it', async () => {
    const png = await pngBytes();
    const { output } = await made('text-to-image', SQUARE, {
      ...{ providers: PAINTERS, answer: () => png },
    });
    expect(output.notes).toMatchObject([
      { code: 'provider-traffic', values: { provider: 'fal-ai' } },
    ]);
  });

  it('shows what went to and came from each, also from those that refused', async () => {
    const png = await pngBytes();
    const { output } = await made('image-to-image', await pictureSlot(), {
      providers: [
        { provider: 'fal-ai', task: 'image-to-image', providerId: 'fal-ai/change' },
        { provider: 'hf-inference', task: 'image-to-image' },
      ],
      answer: () => png,
      fault: ({ method, provider }) =>
        method === 'POST' && provider === 'fal-ai' ? { kind: 'status', status: 402 } : undefined,
    });
    expect(output.notes?.slice(-4)).toMatchObject([
      { code: 'provider-unpaid', values: { provider: 'fal-ai' } },
      { code: 'provider-did', values: { provider: 'hf-inference' } },
      { code: 'provider-traffic', values: { provider: 'fal-ai' } },
      { code: 'provider-traffic', values: { provider: 'hf-inference' } },
    ]);
  });

  it('gives the failure of the last provider where all fail, with the others in its reason', async () => {
    const { perform } = await host('text-to-image', {
      providers: PAINTERS,
      fault: ({ method, provider }) =>
        method === 'POST'
          ? { kind: 'status', status: provider === 'hf-inference' ? 402 : 500 }
          : undefined,
    });
    await expect(perform(textSlots({ text: 'A cat' }))).rejects.toMatchObject({
      code: 'HUB_PAYMENT_NEEDED',
      data: {
        provider: 'hf-inference',
        why: expect.stringContaining('fal-ai is out of order, replicate is out of order'),
      },
    });
  });

  it("asks the person's provider first, and one that is on trial last", async () => {
    const png = await pngBytes();
    const fault: Hosting['fault'] = ({ method, provider }) =>
      method === 'POST' && provider !== 'fal-ai' ? { kind: 'status', status: 500 } : undefined;
    const [fal, ...others] = PAINTERS.map((one): ServedBy => {
      return one.provider === 'fal-ai' ? { ...one, status: 'staging' } : one;
    });
    const { perform, router } = await host('text-to-image', {
      ...{ fault, answer: () => png, providers: fal === undefined ? [] : [fal, ...others] },
      deps: { provider: () => 'hf-inference' },
    });
    await perform(textSlots({ text: 'A red square' }));
    expect(router.asked().map(({ provider }) => provider)).toEqual([
      'hf-inference',
      'replicate',
      'fal-ai',
    ]);
  });

  it('asks the Hub who serves a model once in a while, not for each task', async () => {
    let now = 0;
    const { perform, router } = await host(TASK, { answer: RIGHT, deps: { clock: () => now } });
    const lookUps = () => router.seen.filter(({ path }) => path.startsWith('/api/models/')).length;
    await perform(SLOTS);
    await perform(SLOTS);
    expect(lookUps()).toBe(1);
    now = 3_600_000;
    await perform(SLOTS);
    expect(lookUps()).toBe(2);
  });

  it('asks a provider that has come to serve a model since', async () => {
    let now = 0;
    const providers: ServedBy[] = [{ provider: 'hf-inference', task: 'text-to-image' }];
    const png = await pngBytes();
    const { perform, router } = await host('text-to-image', {
      ...{ providers, answer: () => png, deps: { clock: () => now } },
    });
    await perform(textSlots({ text: 'A red square' }));
    now = 3_600_000;
    providers.unshift({ provider: 'replicate', task: 'text-to-image', providerId: 'them/paint' });
    await perform(textSlots({ text: 'A red square' }));
    expect(router.asked().map(({ provider }) => provider)).toEqual(['hf-inference', 'replicate']);
  });

  it("asks an endpoint of one's own without telling it the token", async () => {
    const seen: (string | undefined)[] = [];
    const server = createServer((request, response) => {
      seen.push(request.headers.authorization);
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end(JSON.stringify(RIGHT()));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo; // it listens on TCP
    const [expert] = hubExperts([{ id: `http://127.0.0.1:${port}/mine`, tasks: [TASK] }], {
      ...{ fetch: globalThis.fetch, token: () => TOKEN, clock: () => 0 },
    });
    const output = await expert?.perform(SLOTS, quietContext());
    server.close();
    expect(output?.text).toBe('POSITIVE (90\u00a0%)');
    expect(seen).toEqual([undefined]);
  });
});
