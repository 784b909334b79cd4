import { truncateSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { hubExperts } from '../../../../electron/experts/hub/registry.ts';
import { createFetch } from '../../../../electron/network/fetch.ts';
import { AppError, toErrorReport } from '../../../../shared/errors.ts';
import { temporaryFolder } from '../../../fakes/folders.ts';
import type { RouterFault, ServedBy } from '../../../fakes/inference-router.ts';
import { quietContext, textSlots } from '../builtin/text-tasks.ts';
import { fileSlot, type Hosting, host, pngBytes, recordingSlot, TOKEN } from './hosted.ts';

const TASK = 'text-classification';
const SLOTS = textSlots({ text: 'Lovely.' });
const RIGHT = () => [[{ label: 'POSITIVE', score: 0.9 }]];

/** Every request for inference goes wrong in the same way. */
const always = (fault: RouterFault) => ({
  answer: RIGHT,
  fault: ({ method }: { readonly method: string }) => (method === 'POST' ? fault : undefined),
});

const status = (code: number, body?: unknown, headers: Readonly<Record<string, string>> = {}) =>
  always({ kind: 'status', status: code, body, headers });

async function failureWith(hosting: Hosting, inputs = SLOTS) {
  const hosted = await host(TASK, hosting);
  const failure = await hosted.perform(inputs).then(
    () => undefined,
    (error: unknown) => error,
  );
  if (!(failure instanceof AppError)) {
    throw new Error(`it did not fail as it should: ${failure}`);
  }
  return { ...hosted, failure };
}

function messagesOf(told: readonly { readonly message?: string }[]): string {
  return told.map(({ message }) => message ?? '').join('\n');
}

const PAINTERS: readonly ServedBy[] = [
  { provider: 'fal-ai', task: 'text-to-image', providerId: 'fal-ai/paint' },
  { provider: 'replicate', task: 'text-to-image', providerId: 'them/paint' },
  { provider: 'hf-inference', task: 'text-to-image' },
];

describe('failures of hosted inference', () => {
  it('asks nobody without a token', async () => {
    const { failure, router } = await failureWith({ deps: { token: () => undefined } });
    expect(failure.code).toBe('HUB_TOKEN_NEEDED');
    expect(router.seen).toEqual([]);
  });

  it.each([401, 403])('says that a token is needed where it is refused with %s', async (code) => {
    const error = `Invalid username or password: ${TOKEN}`;
    const { failure, router } = await failureWith({
      ...status(code, { error }),
      providers: [
        { provider: 'hf-inference', task: TASK },
        { provider: 'hf-inference', task: TASK },
      ],
    });
    expect(failure.code).toBe('HUB_TOKEN_NEEDED');
    expect(router.asked()).toHaveLength(1);
  });

  it('asks for the terms of a gated model', async () => {
    const { failure } = await failureWith(status(403, {}, { 'x-error-code': 'GatedRepo' }));
    expect(failure.code).toBe('HUB_LICENCE_NEEDED');
  });

  it('says that the Hub has no such model', async () => {
    const { failure } = await failureWith({
      fault: () => ({
        ...{ kind: 'status', status: 404, headers: { 'x-error-code': 'RepoNotFound' } },
      }),
    });
    expect(failure.code).toBe('HUB_NOT_FOUND');
  });

  it('says that no provider serves the task', async () => {
    const { failure, router } = await failureWith({
      providers: [
        { provider: 'hf-inference', task: 'fill-mask' },
        { provider: 'fal-ai', task: TASK },
        { provider: 'hf-inference', task: TASK, status: 'error' },
      ],
    });
    expect(failure.code).toBe('MODEL_UNUSABLE');
    expect(router.asked()).toEqual([]);
  });

  it('does not wait for a cold model that takes longer than is sensible', async () => {
    const { failure } = await failureWith(status(503, { error: 'loading', estimated_time: 900 }));
    expect(failure.code).toBe('HOST_BUSY');
  });

  it('does not take a silent 503 for a cold model', async () => {
    const { failure, router } = await failureWith(status(503, 'down'));
    expect(failure.code).toBe('HOST_BUSY');
    expect(router.asked()).toHaveLength(1);
  });

  it('says that it was asked too often, and asks no sooner than it may', async () => {
    const far = await failureWith(status(429, { error: 'slow down' }, { 'retry-after': '3600' }));
    expect(far.failure.code).toBe('HOST_BUSY');
    expect(far.router.asked()).toHaveLength(1);
    const near = await failureWith(status(429, { error: 'slow down' }, { 'retry-after': '0.01' }));
    expect(near.failure.code).toBe('HOST_BUSY');
    expect(near.router.asked()).toHaveLength(21);
  });

  it('says that it wants to be paid', async () => {
    const error = 'You have exceeded your monthly included credits';
    const { failure } = await failureWith(status(402, { error }));
    expect(failure.code).toBe('EXPERT_FAILED');
    expect(failure.data.why).toContain('402');
    expect(failure.data.why).toContain(error);
  });

  it('says that a provider is down', async () => {
    const { failure } = await failureWith(status(502, '<html>Bad gateway</html>'));
    expect(failure.code).toBe('NETWORK_FAILED');
  });

  it.each([400, 422])('says that a request was refused with %s, and why', async (code) => {
    const { failure } = await failureWith(status(code, { error: ['too many tokens'] }));
    expect(failure.code).toBe('INPUT_INVALID');
    expect(failure.data.why).toContain('too many tokens');
  });

  it.each([
    ['another task', [{ generated_text: 'hm' }]],
    ['no list', { error: null }],
    ['labels that are numbers', [[{ label: 3, score: 0.5 }]]],
  ])('refuses an answer that is none: %s', async (_, body) => {
    const { failure } = await failureWith(always({ kind: 'wrong', body }));
    expect(failure.code).toBe('EXPERT_FAILED');
  });

  it('says that the connection was cut', async () => {
    const { failure } = await failureWith(always({ kind: 'cut', after: 20 }));
    expect(failure.code).toBe('NETWORK_FAILED');
  });

  it('says that nobody could be reached', async () => {
    const { failure } = await failureWith({
      deps: { fetch: createFetch({ environment: {} }), endpoint: 'http://127.0.0.1:1' },
    });
    expect(failure.code).toBe('NETWORK_FAILED');
  });

  it('says that a file is too large for a provider', async () => {
    const { perform } = await host('audio-classification', status(413, 'Payload Too Large'));
    await expect(perform(recordingSlot())).rejects.toMatchObject({ code: 'FILE_TOO_LARGE' });
  });

  it('sends no file that is larger than it can hold', async () => {
    const path = join(temporaryFolder(), 'long.wav');
    writeFileSync(path, '');
    truncateSync(path, 101 * 1024 ** 2); // a file of nothing, which takes no room on the disk
    const { perform, router } = await host('audio-classification', {});
    const slots = { audio: fileSlot('audio', path, { size: 101 * 1024 ** 2 }) };
    await expect(perform(slots)).rejects.toMatchObject({ code: 'FILE_TOO_LARGE' });
    expect(router.seen).toEqual([]);
  });

  it('refuses a result that is no picture', async () => {
    const { perform } = await host('text-to-image', { answer: () => Buffer.from('no picture') });
    const failure = await perform(textSlots({ text: 'A cat' })).catch((error: unknown) => error);
    expect(failure).toMatchObject({ code: 'EXPERT_FAILED' });
  });

  it.each<[string, Hosting]>([
    ['a refusal that repeats it', status(400, { error: `bad token ${TOKEN}` })],
    ['a token that is refused', { deps: { token: () => 'hf_anothertoken' } }],
    ['a wrong answer that repeats it', always({ kind: 'wrong', body: { token: TOKEN } })],
  ])('keeps the token out of errors: %s', async (_, hosting) => {
    const { failure } = await failureWith(hosting);
    const shown = [
      JSON.stringify(toErrorReport(failure)),
      failure.stack,
      JSON.stringify(failure.cause),
      String(failure.cause instanceof Error ? failure.cause.stack : ''),
    ].join('\n');
    expect(shown).not.toContain(TOKEN);
    expect(shown).not.toContain('anothertoken');
  });
});

describe('providers of hosted inference', () => {
  it('waits for a cold model, and says so', async () => {
    const { perform, told, router } = await host(TASK, {
      answer: RIGHT,
      fault: ({ method }, count) =>
        method === 'POST' && count < 4
          ? { kind: 'status', status: 503, body: { error: 'loading', estimated_time: 0.02 } }
          : undefined,
    });
    expect((await perform(SLOTS)).text).toBe('POSITIVE (90 %)');
    expect(router.asked()).toHaveLength(3);
    expect(messagesOf(told)).toContain('hf-inference is loading the model: waiting 1 s');
  });

  it.each<[string, RouterFault]>([
    ['down', { kind: 'status', status: 500 }],
    ['wanting to be paid', { kind: 'status', status: 402 }],
    ['without the model', { kind: 'status', status: 404 }],
    ['asked too often', { kind: 'status', status: 429 }],
    ['of another mind about the request', { kind: 'status', status: 422 }],
    ['answering nonsense', { kind: 'wrong', body: { images: 'none' } }],
    ['cutting the connection', { kind: 'cut', after: 10 }],
  ])('asks the next provider where one is %s, and tells each attempt', async (_, fault) => {
    const png = await pngBytes();
    const { perform, told, router } = await host('text-to-image', {
      providers: PAINTERS,
      answer: () => png,
      fault: ({ method, provider }) =>
        method === 'POST' && provider !== 'hf-inference' ? fault : undefined,
    });
    const output = await perform(textSlots({ text: 'A red square' }));
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
  });

  it('gives the failure of the last provider where all fail', async () => {
    const { perform } = await host('text-to-image', {
      providers: PAINTERS,
      fault: ({ method, provider }) =>
        method === 'POST'
          ? { kind: 'status', status: provider === 'hf-inference' ? 402 : 500 }
          : undefined,
    });
    await expect(perform(textSlots({ text: 'A cat' }))).rejects.toMatchObject({
      code: 'EXPERT_FAILED',
    });
  });

  it('asks before a file is sent, and sends none where that is refused', async () => {
    const uploads: unknown[] = [];
    const refusal = AppError.of('INPUT_INVALID', { task: 'it', why: 'the person said never' });
    const { perform, router } = await host('audio-classification', {
      deps: {
        beforeUpload: async (upload) => {
          uploads.push(upload);
          throw refusal;
        },
      },
    });
    await expect(perform(recordingSlot())).rejects.toBe(refusal);
    expect(uploads).toEqual([
      {
        ...{ task: 'audio-classification', file: 'recording.wav', provider: 'hf-inference' },
        host: new URL(router.url).host,
      },
    ]);
    expect(router.asked()).toEqual([]);
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
    expect(output?.text).toBe('POSITIVE (90 %)');
    expect(seen).toEqual([undefined]);
  });
});
