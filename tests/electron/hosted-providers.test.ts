// A whole engine whose hosted models are refused in each way: the next provider, then the next candidate,
// attempts told in the run's events, and the token nowhere.

import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { createEngine, type Engine } from '../../electron/engine.ts';
import type { WireTask } from '../../shared/plan.ts';
import type { Mode, Settings } from '../../shared/settings.ts';
import { fixedController, wire } from '../fakes/controllers.ts';
import { follow } from '../fakes/engines.ts';
import { temporaryFolder } from '../fakes/folders.ts';
import type { RouterFault } from '../fakes/inference-faults.ts';
import { type FakeRouter, type RouterModel, startRouter } from '../fakes/inference-router.ts';
import { pngBytes } from './experts/hub/hosted.ts';

const TOKEN = 'hf_testtokenoftheperson';

let engine: Engine | undefined;
let router: FakeRouter | undefined;
afterEach(async () => {
  await engine?.close();
  await router?.close();
});

interface Scene {
  readonly models: readonly RouterModel[];
  readonly task: string;
  readonly plan: readonly WireTask[];
  readonly answer: unknown;
  readonly mode?: Mode;
  readonly files?: readonly string[];
  readonly uploads?: Settings['uploads'];
  readonly fault?: (provider: string) => RouterFault | undefined;
}

async function run({ models, task, plan, answer, mode = 'hybrid', fault, ...more }: Scene) {
  const { files = [], uploads = {} } = more;
  router = await startRouter({
    ...{ models, token: TOKEN, answer: () => answer },
    fault: ({ method, provider }) => (method === 'POST' ? fault?.(provider) : undefined),
  });
  const home = temporaryFolder();
  const settings = {
    hostedModels: models.map(({ id }) => ({ id, tasks: [task] })),
    ...{ inferenceRouter: router.url, uploads },
  };
  writeFileSync(join(home, 'settings.json'), JSON.stringify(settings));
  const environment = { ...process.env, HF_TOKEN: TOKEN, HF_ENDPOINT: router.url };
  engine = createEngine({ home, mode, environment, controller: fixedController(plan) });
  const { state, events } = await follow(engine.ask('go', { files }));
  const text = JSON.stringify(events);
  expect(text).not.toContain(TOKEN);
  expect(JSON.stringify(engine.network.overview())).not.toContain(TOKEN);
  for (const path of readdirSync(home, { recursive: true, withFileTypes: true })) {
    if (path.isFile()) {
      expect(readFileSync(join(path.parentPath, path.name)).includes(TOKEN)).toBe(false);
    }
  }
  const asked = router.asked().map(({ provider }) => provider);
  return { task: state.tasks[0], events, asked };
}

const said = (status: number, error = `Bearer ${TOKEN} was refused`): RouterFault => ({
  ...{ kind: 'status', status, body: { error } },
});

const WAYS: readonly (readonly [string, RouterFault, string])[] = [
  ['payment needed', said(402), 'provider-unpaid'],
  ['not served', said(404), 'provider-not-serving'],
  ['rate limited', said(429), 'provider-limited'],
  [
    'cold',
    { kind: 'status', status: 503, body: { error: 'loading', estimated_time: 900 } },
    'provider-cold',
  ],
  ['out of order', said(500), 'provider-down'],
  ['cutting the connection', { kind: 'cut', after: 5 }, 'provider-down'],
  ['refusing the request', said(422), 'provider-refused'],
  ['answering nonsense', { kind: 'wrong', body: { token: TOKEN } }, 'provider-failed'],
];

describe('providers of hosted models', () => {
  it.each(WAYS)('that are %s are followed by the next one', async (_, fault, code) => {
    const { task, asked } = await run({
      task: 'text-to-image',
      plan: [wire(0, 'text-to-image', { text: 'A red square' })],
      answer: await pngBytes(),
      models: [
        {
          id: 'org/painter',
          providers: [
            { provider: 'replicate', task: 'text-to-image', providerId: 'them/paint' },
            { provider: 'hf-inference', task: 'text-to-image' },
          ],
        },
      ],
      fault: (provider) => (provider === 'replicate' ? fault : undefined),
    });
    expect(asked).toEqual(['replicate', 'hf-inference']);
    expect(task).toMatchObject({ status: 'finished', assignment: { model: { host: 'hub' } } });
    const notes = task?.status === 'finished' ? task.output.notes : [];
    expect(notes?.slice(0, 2)).toEqual([
      { code, values: { provider: 'replicate' } },
      { code: 'provider-did', values: { provider: 'hf-inference' } },
    ]);
  });

  it.each([
    ['payment needed', said(402), 'HUB_PAYMENT_NEEDED'],
    ['not served', said(404), 'HUB_NOT_SERVED'],
    ['rate limited', said(429), 'HUB_RATE_LIMITED'],
    ['cold', { kind: 'status', status: 503, body: { estimated_time: 900 } }, 'HUB_MODEL_COLD'],
    ['out of order', said(500), 'HUB_PROVIDER_DOWN'],
    ['refusing the token', said(401), 'HUB_TOKEN_REFUSED'],
  ] as const)('that are all %s are followed by what is here', async (_, fault, code) => {
    const { task, events, asked } = await run({
      task: 'summarization',
      mode: 'remote',
      plan: [
        wire(0, 'summarization', { text: 'The tide comes in twice a day. It goes out as often.' }),
      ],
      answer: [{ summary_text: 'The tide comes and goes.' }],
      models: [
        { id: 'org/shortener', providers: [{ provider: 'hf-inference', task: 'summarization' }] },
      ],
      fault: () => fault,
    });
    expect(asked.length).toBeGreaterThan(0);
    expect(events).toContainEqual(
      expect.objectContaining({
        type: 'attempt-failed',
        model: 'org/shortener',
        error: expect.objectContaining({ code }),
      }),
    );
    expect(task).toMatchObject({ status: 'finished', assignment: { model: { host: 'builtin' } } });
  });

  it('that all refuse are named in what the run tells of them', async () => {
    const { task, events } = await run({
      task: 'text-to-image',
      plan: [wire(0, 'text-to-image', { text: 'A red square' })],
      answer: await pngBytes(),
      models: [
        {
          id: 'org/first',
          providers: [
            { provider: 'replicate', task: 'text-to-image', providerId: 'them/first' },
            { provider: 'fal-ai', task: 'text-to-image', providerId: 'fal-ai/first' },
          ],
        },
        { id: 'org/second', providers: [{ provider: 'hf-inference', task: 'text-to-image' }] },
      ],
      fault: (provider) =>
        provider === 'replicate' ? said(402) : provider === 'fal-ai' ? said(404) : undefined,
    });
    expect(events).toContainEqual(
      expect.objectContaining({
        type: 'attempt-failed',
        error: expect.objectContaining({
          code: 'HUB_NOT_SERVED',
          message: expect.stringContaining('replicate wants to be paid'),
        }),
        next: 'next-model',
      }),
    );
    expect(task).toMatchObject({
      status: 'finished',
      assignment: { model: { id: 'org/second', host: 'hub' } },
    });
  });

  it('that must never have files are left out for one that may', async () => {
    const file = join(temporaryFolder(), 'house.png');
    writeFileSync(file, await pngBytes());
    const { task, asked } = await run({
      task: 'image-to-image',
      plan: [wire(0, 'image-to-image', { image: 'house.png', text: 'Make it red' })],
      ...{ files: [file], uploads: { 'fal-ai': 'never', 'hf-inference': 'always' } },
      answer: await pngBytes(),
      models: [
        {
          id: 'org/changer',
          providers: [
            { provider: 'fal-ai', task: 'image-to-image', providerId: 'fal-ai/change' },
            { provider: 'hf-inference', task: 'image-to-image' },
          ],
        },
      ],
    });
    expect(asked).toEqual(['hf-inference']);
    const notes = task?.status === 'finished' ? task.output.notes : [];
    expect(notes?.slice(0, 2)).toEqual([
      { code: 'provider-not-allowed', values: { provider: 'fal-ai' } },
      { code: 'provider-did', values: { provider: 'hf-inference' } },
    ]);
  });
});
