import { truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createFetch } from '../../../../electron/network/fetch.ts';
import { AppError, toErrorReport } from '../../../../shared/errors.ts';
import { temporaryFolder } from '../../../fakes/folders.ts';
import type { RouterFault } from '../../../fakes/inference-faults.ts';
import { textSlots } from '../builtin/text-tasks.ts';
import { fileSlot, type Hosting, host, recordingSlot, TOKEN } from './hosted.ts';

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

describe('failures of hosted inference', () => {
  it('asks nobody without a token', async () => {
    const { failure, router } = await failureWith({ deps: { token: () => undefined } });
    expect(failure.code).toBe('HUB_TOKEN_NEEDED');
    expect(router.seen).toEqual([]);
  });

  it.each<[string, Hosting, string]>([
    ['a token that is refused', status(401, { error: 'Invalid' }), 'HUB_TOKEN_REFUSED'],
    [
      'a token without the right',
      status(403, { error: 'It has no sufficient permissions to call Inference Providers' }),
      'HUB_TOKEN_REFUSED',
    ],
    ['a gated model', status(403, {}, { 'x-error-code': 'GatedRepo' }), 'HUB_LICENCE_NEEDED'],
    ['payment', status(402, { error: 'You have used up your credits' }), 'HUB_PAYMENT_NEEDED'],
    [
      'monthly credits that are used up',
      status(429, { error: 'You have exceeded your monthly included credits' }),
      'HUB_PAYMENT_NEEDED',
    ],
    [
      'a balance that is used up',
      status(403, { detail: 'User is locked. Reason: Exhausted balance.' }),
      'HUB_PAYMENT_NEEDED',
    ],
    ['no balance', status(400, { message: 'NOT_ENOUGH_BALANCE' }), 'HUB_PAYMENT_NEEDED'],
    ['a model that is not there', status(404, { error: 'Not Found' }), 'HUB_NOT_SERVED'],
    [
      'a model that is not served',
      status(400, { error: 'Model not supported by provider hf-inference' }),
      'HUB_NOT_SERVED',
    ],
    ['a model that is served no more', status(410, { error: 'deprecated' }), 'HUB_NOT_SERVED'],
    ['a limit', status(429, { error: 'slow down' }), 'HUB_RATE_LIMITED'],
    [
      'a cold model that takes longer than is sensible',
      status(503, { error: 'Model is loading', estimated_time: 900 }),
      'HUB_MODEL_COLD',
    ],
    ['a silent 503', status(503, 'down'), 'HUB_PROVIDER_DOWN'],
    ['a fault of the server', status(500, { error: 'CUDA error' }), 'HUB_PROVIDER_DOWN'],
    ['a bad gateway', status(502, '<html>Bad gateway</html>'), 'HUB_PROVIDER_DOWN'],
    ['a late gateway', status(504), 'HUB_PROVIDER_DOWN'],
    ['a request that took too long', status(408), 'HUB_PROVIDER_DOWN'],
    ['a connection that is cut', always({ kind: 'cut', after: 20 }), 'HUB_PROVIDER_DOWN'],
    [
      'silence',
      { ...always({ kind: 'stall' }), deps: { patience: { stallMs: 300 } } },
      'HUB_PROVIDER_DOWN',
    ],
    [
      'silence in the midst of an answer',
      { ...always({ kind: 'stall', after: 20 }), deps: { patience: { stallMs: 300 } } },
      'HUB_PROVIDER_DOWN',
    ],
    ['a body that is too large', status(413, 'Payload Too Large'), 'INPUT_INVALID'],
    ['a request that is wrong', status(400, { error: 'top_k' }), 'INPUT_INVALID'],
    ['a request that can’t be done', status(422, { error: ['too long'] }), 'INPUT_INVALID'],
  ])('has a code of its own for %s', async (_, hosting, code) => {
    const { failure, router } = await failureWith(hosting);
    expect(failure.code).toBe(code);
    expect(router.asked()).toHaveLength(1);
  });

  it('has the same codes behind the wall, where connections are cut or silent', async () => {
    const fetch = createFetch({ environment: {} });
    const cut = await failureWith({ ...always({ kind: 'cut', after: 20 }), deps: { fetch } });
    expect(cut.failure.code).toBe('HUB_PROVIDER_DOWN');
    for (const after of [{}, { after: 20 }]) {
      const { failure } = await failureWith({
        ...always({ kind: 'stall', ...after }),
        deps: { fetch, patience: { stallMs: 300 } },
      });
      expect(failure.code).toBe('HUB_PROVIDER_DOWN');
    }
  });

  it.each([
    [401, { error: `Invalid username or password: ${TOKEN}` }],
    [403, { error: 'It has no sufficient permissions' }],
  ])('asks nobody else with a token that is refused with %s', async (code, body) => {
    const { failure, router } = await failureWith({
      ...status(code, body),
      providers: [
        { provider: 'hf-inference', task: TASK },
        { provider: 'hf-inference', task: TASK },
      ],
    });
    expect(failure.data.link).toContain('/settings/tokens');
    expect(router.asked()).toHaveLength(1);
  });

  it('says that the Hub refuses a token before anybody is asked', async () => {
    const { failure, router } = await failureWith({ deps: { token: () => 'hf_anothertoken' } });
    expect(failure.code).toBe('HUB_TOKEN_REFUSED');
    expect(router.asked()).toEqual([]);
  });

  it('says where to pay, and why', async () => {
    const error = 'You have exceeded your monthly included credits';
    const { failure } = await failureWith(status(402, { error }));
    expect(failure.data).toMatchObject({
      provider: 'hf-inference',
      why: expect.stringContaining(error),
      link: expect.stringContaining('/settings/billing'),
    });
  });

  it('says that the Hub has no such model', async () => {
    const { failure } = await failureWith({
      fault: () => ({
        ...{ kind: 'status', status: 404, headers: { 'x-error-code': 'RepoNotFound' } },
      }),
    });
    expect(failure.code).toBe('HUB_NOT_FOUND');
  });

  it.each<[string, Hosting['providers']]>([
    ['nobody', []],
    [
      'nobody for the task',
      [
        { provider: 'hf-inference', task: 'fill-mask' },
        { provider: 'fal-ai', task: TASK },
        { provider: 'hf-inference', task: TASK, status: 'error' },
      ],
    ],
  ])('says that %s serves the model', async (_, providers = []) => {
    const { failure, router } = await failureWith({ providers });
    expect(failure.code).toBe('HUB_NOT_SERVED');
    expect(router.asked()).toEqual([]);
  });

  it('asks no sooner than it may, and not for ever', async () => {
    const far = await failureWith(status(429, { error: 'slow down' }, { 'retry-after': '3600' }));
    expect(far.router.asked()).toHaveLength(1);
    const near = await failureWith(status(429, { error: 'slow down' }, { 'retry-after': '0.01' }));
    expect(near.failure.code).toBe('HUB_RATE_LIMITED');
    expect(near.router.asked()).toHaveLength(21);
  });

  it('gives a model three minutes to load where nobody else has it', async () => {
    const pauses: number[] = [];
    const { failure } = await failureWith({
      ...status(503, { error: 'Model org/model is loading' }),
      deps: { sleep: async (ms) => void pauses.push(ms) },
    });
    expect(failure.code).toBe('HUB_MODEL_COLD');
    expect(pauses).toHaveLength(20);
    expect(new Set(pauses)).toEqual(new Set([5000]));
  });

  it.each([
    ['another task', [{ generated_text: 'hm' }]],
    ['no list', { error: null }],
    ['labels that are numbers', [[{ label: 3, score: 0.5 }]]],
  ])('refuses an answer that is none: %s', async (_, body) => {
    const { failure } = await failureWith(always({ kind: 'wrong', body }));
    expect(failure.code).toBe('EXPERT_FAILED');
  });

  it('says that nobody could be reached', async () => {
    const { failure } = await failureWith({
      deps: { fetch: createFetch({ environment: {} }), endpoint: 'http://127.0.0.1:1' },
    });
    expect(failure.code).toBe('NETWORK_FAILED');
  });

  it('asks nobody else behind a router that can’t be reached', async () => {
    const fetch = createFetch({ environment: {} });
    const { perform, router, told } = await host(TASK, {
      providers: [
        { provider: 'hf-inference', task: TASK },
        { provider: 'hf-inference', task: TASK },
      ],
      deps: {
        fetch: (input, init) =>
          fetch(init?.method === 'POST' ? 'http://127.0.0.1:1/' : input, init),
      },
    });
    await expect(perform(SLOTS)).rejects.toMatchObject({ code: 'NETWORK_FAILED' });
    expect(router.asked()).toEqual([]);
    expect(told.filter(({ message }) => message?.code.startsWith('asking-'))).toHaveLength(1);
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
    ['a refusal of it', status(401, { error: `bad token ${TOKEN}` })],
    ['a token that the Hub refuses', { deps: { token: () => 'hf_anothertoken' } }],
    ['a wrong answer that repeats it', always({ kind: 'wrong', body: { token: TOKEN } })],
    ['a limit that repeats it', status(429, { error: `too often: ${TOKEN}` })],
    ['a fault that repeats it', status(500, { error: `Bearer ${TOKEN}` })],
  ])('keeps the token out of errors: %s', async (_, hosting) => {
    const { failure, told } = await failureWith(hosting);
    const shown = [
      JSON.stringify(toErrorReport(failure)),
      failure.stack,
      JSON.stringify(failure.cause),
      String(failure.cause instanceof Error ? failure.cause.stack : ''),
      JSON.stringify(told),
    ].join('\n');
    expect(shown).not.toContain(TOKEN);
    expect(shown).not.toContain('anothertoken');
  });
});
