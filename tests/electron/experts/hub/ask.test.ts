import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it } from 'vitest';
import { hubExperts } from '../../../../electron/experts/hub/registry.ts';
import type { RouterFault } from '../../../fakes/inference-faults.ts';
import type { ServedBy } from '../../../fakes/inference-router.ts';
import { quietContext, textSlots } from '../builtin/text-tasks.ts';
import { type Hosting, host, made, pictureSlot, pngBytes, TOKEN } from './hosted.ts';

const TASK = 'text-classification';
const SQUARE = textSlots({ text: 'A red square' });
const SLOTS = textSlots({ text: 'Lovely.' });
const RIGHT = () => [[{ label: 'POSITIVE', score: 0.9 }]];

function messagesOf(told: readonly { readonly message?: string }[]): string {
  return told.map(({ message }) => message ?? '').join('\n');
}

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
    expect(messagesOf(told)).toContain('hf-inference is loading the model: waiting 1 s');
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

  it.each<[string, RouterFault, string]>([
    ['down', { kind: 'status', status: 500 }, 'is out of order'],
    ['wanting to be paid', { kind: 'status', status: 402 }, 'wants to be paid'],
    ['without the model', { kind: 'status', status: 404 }, 'does not serve the model'],
    ['asked too often', { kind: 'status', status: 429 }, 'takes no more requests for now'],
    [
      'still loading',
      { kind: 'status', status: 503, body: { estimated_time: 600 } },
      'has not loaded the model',
    ],
    [
      'of another mind about the request',
      { kind: 'status', status: 422 },
      'did not take what was asked',
    ],
    ['answering nonsense', { kind: 'wrong', body: { images: 'none' } }, 'failed at it'],
    ['cutting the connection', { kind: 'cut', after: 10 }, 'is out of order'],
    ['silent', { kind: 'stall' }, 'is out of order'],
  ])('asks the next provider where one is %s, and tells each attempt', async (_, fault, words) => {
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
    const messages = messagesOf(told);
    expect(messages).toContain('Asking fal-ai (1 of 3)');
    expect(messages).toContain('Trying replicate.');
    expect(messages).toContain('Asking hf-inference (3 of 3)');
    expect(output.notes).toContain(`fal-ai ${words}. replicate ${words}. hf-inference did it.`);
    expect(JSON.stringify([output.notes, told])).not.toContain(TOKEN);
  });

  it('says nothing of attempts where the first one did it', async () => {
    const png = await pngBytes();
    const { output } = await made('text-to-image', SQUARE, {
      ...{ providers: PAINTERS, answer: () => png },
    });
    expect(output.notes).toEqual([expect.stringMatching(/^By fal-ai: /)]);
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
    expect(output.notes?.slice(-3)).toEqual([
      'fal-ai wants to be paid. hf-inference did it.',
      expect.stringMatching(/^By fal-ai: .+ sent, .+ received\.$/),
      expect.stringMatching(/^By hf-inference: .+ sent, .+ received\.$/),
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
