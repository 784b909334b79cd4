// A token of the Hub that is kept: the Hub and hosted inference are asked with it from the moment that it is
// set, the environment's comes before it, and without it they are not there again.

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { createEngine } from '../../electron/engine.ts';
import { fixedController, wire } from '../fakes/controllers.ts';
import { follow } from '../fakes/engines.ts';
import { temporaryFolder } from '../fakes/folders.ts';
import { startHub } from '../fakes/hub.ts';
import { startRouter } from '../fakes/inference-router.ts';
import { file, onnxModel } from './library/shelf-hub.ts';

const TOKEN = 'hf_markertokenofaperson';
const MODEL = 'org/translator';
const PLAN = [wire(0, 'translation', { text: 'The tide comes in.', target_language: 'German' })];

async function engineOn(environment: NodeJS.ProcessEnv = {}) {
  const router = await startRouter({
    models: [{ id: MODEL, providers: [{ provider: 'hf-inference', task: 'translation' }] }],
    token: TOKEN,
    answer: () => [{ translation_text: 'Die Flut kommt.' }],
  });
  const home = temporaryFolder();
  const settings = {
    hostedModels: [{ id: MODEL, tasks: ['translation'] }],
    inferenceRouter: router.url,
  };
  writeFileSync(join(home, 'settings.json'), JSON.stringify(settings));
  const around = { HF_TOKEN: '', HF_TOKEN_PATH: join(home, 'no-token'), HF_ENDPOINT: router.url };
  const engine = createEngine({
    ...{ home, mode: 'hybrid', controller: fixedController(PLAN) },
    environment: { ...process.env, ...around, ...environment },
  });
  onTestFinished(async () => {
    await engine.close();
    await router.close();
  });
  const run = async () => (await follow(engine.ask('go'))).state.tasks[0];
  return { engine, router, run };
}

it('hosted inference is there as soon as it is set, and gone with it', async () => {
  const { engine, router, run } = await engineOn();
  expect(await run()).toMatchObject({ status: 'failed', error: { code: 'NO_MODEL' } });
  await engine.keys.set('HF_TOKEN', TOKEN, { isPlainAccepted: true });
  expect(await run()).toMatchObject({ status: 'finished', output: { text: 'Die Flut kommt.' } });
  expect(router.asked()).toHaveLength(1);
  engine.keys.remove('HF_TOKEN');
  expect(await run()).toMatchObject({ status: 'failed', error: { code: 'NO_MODEL' } });
  expect(router.asked()).toHaveLength(1);
});

it('the one of the environment is sent in its place', async () => {
  const { engine, run } = await engineOn({ HF_TOKEN: TOKEN });
  await engine.keys.set('HF_TOKEN', 'hf_keptandwrong', { isPlainAccepted: true });
  expect(await run()).toMatchObject({ status: 'finished' });
});

it('the Hub is asked with it, whether for its list, a page or a file', async () => {
  const model = onnxModel('acme/moods', { pipelineTag: 'text-classification' }, [
    file('README.md', 'Says which mood an English text is in.'),
  ]);
  const hub = await startHub({ models: [model], token: TOKEN });
  onTestFinished(() => hub.close());
  const { engine } = await engineOn({ HF_ENDPOINT: hub.endpoint });
  const { signal } = new AbortController();
  const search = () => engine.local.hub.search({ kind: 'onnx', text: 'moods' }, signal);
  const plan = () => engine.local.library.plan('acme/moods', { signal, dtype: 'q8' });
  await engine.keys.set('HF_TOKEN', TOKEN, { isPlainAccepted: true });
  await search();
  await plan();
  expect(hub.seen.length).toBeGreaterThan(1);
  const asked = hub.seen.length;
  expect(hub.seen.every(({ authorization }) => authorization === `Bearer ${TOKEN}`)).toBe(true);
  engine.keys.remove('HF_TOKEN');
  await plan();
  const later = hub.seen.slice(asked);
  expect(later.length).toBeGreaterThan(0);
  expect(later.every(({ authorization }) => authorization === undefined)).toBe(true);
});
