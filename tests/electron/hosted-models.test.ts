// A whole engine with a model of the Hub that is asked over the router's wire format.

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { createEngine, type Engine } from '../../electron/engine.ts';
import type { Mode } from '../../shared/settings.ts';
import { fixedController, wire } from '../fakes/controllers.ts';
import { follow } from '../fakes/engines.ts';
import { temporaryFolder } from '../fakes/folders.ts';
import { type FakeRouter, startRouter } from '../fakes/inference-router.ts';

const TOKEN = 'hf_testtokenoftheperson';
const MODEL = 'org/translator';

let engine: Engine | undefined;
let router: FakeRouter | undefined;
afterEach(async () => {
  await engine?.close();
  await router?.close();
});

/** Two tasks: one that is built in, and one that only the hosted model can do. */
const PLAN = [
  wire(0, 'summarization', { text: 'The tide comes in twice a day. It goes out as often.' }),
  wire(1, 'translation', { text: '<resource>-0', target_language: 'German' }),
];

async function run(mode: Mode, environment: NodeJS.ProcessEnv = { HF_TOKEN: TOKEN }) {
  router = await startRouter({
    models: [{ id: MODEL, providers: [{ provider: 'hf-inference', task: 'translation' }] }],
    token: TOKEN,
    answer: () => [{ translation_text: 'Die Flut kommt zweimal am Tag.' }],
  });
  const home = temporaryFolder();
  const settings = {
    hostedModels: [{ id: MODEL, tasks: ['translation'] }],
    inferenceRouter: router.url,
  };
  writeFileSync(join(home, 'settings.json'), JSON.stringify(settings));
  const around = { ...process.env, HF_TOKEN: '', HF_ENDPOINT: router.url, ...environment };
  engine = createEngine({ home, mode, environment: around, controller: fixedController(PLAN) });
  const { state, events } = await follow(engine.ask('go'));
  return { state, text: JSON.stringify(events), asked: router.asked() };
}

describe('a hosted model', () => {
  it('does in hybrid mode what nothing here can do, beside what is built in', async () => {
    const { state, text, asked } = await run('hybrid');
    expect(state.tasks).toMatchObject([
      { status: 'finished', assignment: { model: { host: 'builtin' } } },
      {
        status: 'finished',
        assignment: { model: { id: MODEL, host: 'hub' } },
        output: { text: 'Die Flut kommt zweimal am Tag.' },
      },
    ]);
    expect(asked).toHaveLength(1);
    expect(text).not.toContain(TOKEN);
    const records = engine?.network.overview().records ?? [];
    expect(records.filter(({ purpose }) => purpose === 'expert').length).toBeGreaterThan(0);
  });

  it.each([
    ['in local mode', 'local', { HF_TOKEN: TOKEN }],
    ['without a token', 'hybrid', {}],
    ['where the Hub is not to be asked', 'hybrid', { HF_TOKEN: TOKEN, HF_HUB_OFFLINE: '1' }],
  ] as const)('is not there %s', async (_, mode, environment) => {
    const { state, asked } = await run(mode, environment);
    expect(state.tasks[1]).toMatchObject({ status: 'failed', error: { code: 'NO_MODEL' } });
    expect(asked).toEqual([]);
    expect(router?.seen).toEqual([]);
  });
});
